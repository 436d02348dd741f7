<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Attribute</name>
    <message>
        <source>Gender</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>From feminine (-1) to masculine (1).</source>
        <translation>从女性化（-1）到男性化（1）。</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>From a child to the very old.</source>
        <translation>从儿童到高龄老人。</translation>
    </message>
    <message>
        <source>African ancestry</source>
        <translation>非洲血统</translation>
    </message>
    <message>
        <source>How much of the bone structure is typical of Africa.</source>
        <translation>骨骼结构中非洲特征所占的比重。</translation>
    </message>
    <message>
        <source>Asian ancestry</source>
        <translation>东亚血统</translation>
    </message>
    <message>
        <source>How much of the bone structure is typical of East Asia.</source>
        <translation>骨骼结构中东亚特征所占的比重。</translation>
    </message>
    <message>
        <source>Skin tone</source>
        <translation>肤色</translation>
    </message>
    <message>
        <source>From the lightest to the deepest skin.</source>
        <translation>从最浅到最深的肤色。</translation>
    </message>
    <message>
        <source>Skin warmth</source>
        <translation>肤色冷暖</translation>
    </message>
    <message>
        <source>From a cool, rosy to a warm, golden undertone.</source>
        <translation>从偏冷的粉调到偏暖的金调。</translation>
    </message>
    <message>
        <source>Face width</source>
        <translation>脸宽</translation>
    </message>
    <message>
        <source>From a slim to a full face.</source>
        <translation>从清瘦到丰满的脸型。</translation>
    </message>
    <message>
        <source>Lip fullness</source>
        <translation>嘴唇厚度</translation>
    </message>
    <message>
        <source>From thin to full lips.</source>
        <translation>从薄唇到厚唇。</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>微笑</translation>
    </message>
    <message>
        <source>From a resting mouth to a broad smile.</source>
        <translation>从放松的嘴角到开怀的笑容。</translation>
    </message>
    <message>
        <source>Mouth open</source>
        <translation>张嘴</translation>
    </message>
    <message>
        <source>From closed to wide open.</source>
        <translation>从闭合到张大。</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>惊讶</translation>
    </message>
    <message>
        <source>Brows up, eyes wide, jaw dropped.</source>
        <translation>眉毛上扬，双眼圆睁，下巴下沉。</translation>
    </message>
    <message>
        <source>Anger</source>
        <translation>愤怒</translation>
    </message>
    <message>
        <source>Brows down and together, lids tense, lips pressed.</source>
        <translation>眉头紧锁下压，眼睑绷紧，双唇紧闭。</translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation>悲伤</translation>
    </message>
    <message>
        <source>Inner brows up, corners of the mouth down.</source>
        <translation>眉头内侧上扬，嘴角下垂。</translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation>闭眼</translation>
    </message>
    <message>
        <source>From open to closed.</source>
        <translation>从睁开到闭上。</translation>
    </message>
    <message>
        <source>Brow height</source>
        <translation>眉毛高度</translation>
    </message>
    <message>
        <source>From lowered to raised.</source>
        <translation>从压低到抬高。</translation>
    </message>
    <message>
        <source>Gaze sideways</source>
        <translation>视线左右</translation>
    </message>
    <message>
        <source>From the picture&apos;s left to its right.</source>
        <translation>从画面左侧到右侧。</translation>
    </message>
    <message>
        <source>Gaze up</source>
        <translation>视线上下</translation>
    </message>
    <message>
        <source>From down to up.</source>
        <translation>从向下到向上。</translation>
    </message>
    <message>
        <source>Hair length</source>
        <translation>头发长度</translation>
    </message>
    <message>
        <source>From shaved to long.</source>
        <translation>从剃光到长发。</translation>
    </message>
    <message>
        <source>Hair curl</source>
        <translation>头发卷度</translation>
    </message>
    <message>
        <source>From straight to tightly curled.</source>
        <translation>从直发到细密的卷发。</translation>
    </message>
    <message>
        <source>Hair volume</source>
        <translation>头发蓬松度</translation>
    </message>
    <message>
        <source>From flat to full.</source>
        <translation>从贴服到蓬松。</translation>
    </message>
    <message>
        <source>Hair darkness</source>
        <translation>头发深浅</translation>
    </message>
    <message>
        <source>From pale blond to black.</source>
        <translation>从浅金色到黑色。</translation>
    </message>
    <message>
        <source>Hair redness</source>
        <translation>头发红度</translation>
    </message>
    <message>
        <source>From no red to copper.</source>
        <translation>从不带红色到红铜色。</translation>
    </message>
    <message>
        <source>Hair grey</source>
        <translation>白发</translation>
    </message>
    <message>
        <source>From none to all grey.</source>
        <translation>从没有白发到全白。</translation>
    </message>
    <message>
        <source>Hair parting</source>
        <translation>头发分缝</translation>
    </message>
    <message>
        <source>Fringe</source>
        <translation>刘海</translation>
    </message>
    <message>
        <source>From combed into the forehead (-1) to swept back (1).</source>
        <translation>从梳向额前（-1）到向后梳（1）。</translation>
    </message>
    <message>
        <source>Receding hair line</source>
        <translation>发际线后移</translation>
    </message>
    <message>
        <source>From a full hair line to a bald crown.</source>
        <translation>从完整的发际线到秃顶。</translation>
    </message>
    <message>
        <source>Brow thickness</source>
        <translation>眉毛粗细</translation>
    </message>
    <message>
        <source>From fine to bushy brows.</source>
        <translation>从细眉到浓眉。</translation>
    </message>
    <message>
        <source>Beard length</source>
        <translation>胡须长度</translation>
    </message>
    <message>
        <source>From none to a full, long beard.</source>
        <translation>从没有胡须到浓密的长须。</translation>
    </message>
    <message>
        <source>Stubble</source>
        <translation>胡茬</translation>
    </message>
    <message>
        <source>From clean-shaven to a heavy shadow.</source>
        <translation>从刮净到浓重的胡茬。</translation>
    </message>
    <message>
        <source>Eye colour</source>
        <translation>瞳色</translation>
    </message>
    <message>
        <source>From dark brown over hazel and green to light blue.</source>
        <translation>从深棕经榛色、绿色到浅蓝。</translation>
    </message>
    <message>
        <source>Wrinkles</source>
        <translation>皱纹</translation>
    </message>
    <message>
        <source>Lines beyond what the age brings.</source>
        <translation>年龄自然带来的之外更多的皱纹。</translation>
    </message>
    <message>
        <source>Freckles</source>
        <translation>雀斑</translation>
    </message>
    <message>
        <source>From none to many.</source>
        <translation>从没有到很多。</translation>
    </message>
    <message>
        <source>Make-up</source>
        <translation>妆容</translation>
    </message>
    <message>
        <source>Lipstick, lashes and shadow, from none to evening.</source>
        <translation>口红、睫毛与眼影，从素颜到晚妆。</translation>
    </message>
    <message>
        <source>Glasses</source>
        <translation>眼镜</translation>
    </message>
    <message>
        <source>Off or on.</source>
        <translation>不戴或戴。</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>左右转头</translation>
    </message>
    <message>
        <source>Head turned to the picture&apos;s left or right.</source>
        <translation>头转向画面的左侧或右侧。</translation>
    </message>
    <message>
        <source>Nod</source>
        <translation>俯仰</translation>
    </message>
    <message>
        <source>Head down or up.</source>
        <translation>低头或抬头。</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>歪头</translation>
    </message>
    <message>
        <source>Head tilted to one shoulder or the other.</source>
        <translation>头向一侧或另一侧肩膀倾斜。</translation>
    </message>
    <message>
        <source>Light direction</source>
        <translation>光线方向</translation>
    </message>
    <message>
        <source>Main light from the picture&apos;s left or right.</source>
        <translation>主光来自画面的左侧或右侧。</translation>
    </message>
    <message>
        <source>Light height</source>
        <translation>光线高度</translation>
    </message>
    <message>
        <source>Main light at eye level or from above.</source>
        <translation>主光与眼睛齐平或来自上方。</translation>
    </message>
    <message>
        <source>Light warmth</source>
        <translation>光线冷暖</translation>
    </message>
    <message>
        <source>From cool daylight to warm evening light.</source>
        <translation>从清冷的日光到温暖的暮光。</translation>
    </message>
    <message>
        <source>Background hue</source>
        <translation>背景色相</translation>
    </message>
    <message>
        <source>Colour of the backdrop on the colour circle.</source>
        <translation>背景在色环上的颜色。</translation>
    </message>
    <message>
        <source>Background saturation</source>
        <translation>背景饱和度</translation>
    </message>
    <message>
        <source>From grey to colourful.</source>
        <translation>从灰色到鲜艳。</translation>
    </message>
    <message>
        <source>Background lightness</source>
        <translation>背景明度</translation>
    </message>
    <message>
        <source>From black to white.</source>
        <translation>从黑到白。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Curl</source>
        <translation>卷度</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>蓬松度</translation>
    </message>
    <message>
        <source>Darkness</source>
        <translation>深浅</translation>
    </message>
    <message>
        <source>Redness</source>
        <translation>红度</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>白发</translation>
    </message>
    <message>
        <source>Parting</source>
        <translation>分缝</translation>
    </message>
    <message>
        <source>Receding</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Warmth</source>
        <translation>冷暖</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Lightness</source>
        <translation>明度</translation>
    </message>
</context>
<context>
    <name>AttributeGroup</name>
    <message>
        <source>Person</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>脸部</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>头发</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>细节</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>姿态</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光线</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
</context>
<context>
    <name>CameraShow</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>“%1” was not found. Check whether it was moved or renamed, then try again.</source>
        <translation>找不到“%1”。请检查它是否被移动或改名，然后重试。</translation>
    </message>
    <message>
        <source>The file was not found. Check whether it was moved or renamed, then try again.</source>
        <translation>找不到该文件。请检查它是否被移动或改名，然后重试。</translation>
    </message>
    <message>
        <source>The file cannot be read. Check that you may open it and that its drive is connected.</source>
        <translation>无法读取该文件。请确认您有权打开它，并且所在的磁盘已连接。</translation>
    </message>
    <message>
        <source>“%1” is damaged or incomplete. Copy it again from where it came from, or use a backup.</source>
        <translation>“%1”已损坏或不完整。请从来源处重新复制，或使用备份。</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete. Copy it again from where it came from, or use a backup.</source>
        <translation>该文件已损坏或不完整。请从来源处重新复制，或使用备份。</translation>
    </message>
    <message>
        <source>“%1” is larger than the studio accepts. Make it smaller in another program, then try again.</source>
        <translation>“%1”超出了工作室可接受的大小。请先用其他程序将其缩小，然后重试。</translation>
    </message>
    <message>
        <source>The file is larger than the studio accepts. Make it smaller in another program, then try again.</source>
        <translation>该文件超出了工作室可接受的大小。请先用其他程序将其缩小，然后重试。</translation>
    </message>
    <message>
        <source>“%1” cannot be written. Choose another folder, or check that you may write there.</source>
        <translation>无法写入“%1”。请选择其他文件夹，或确认您有权在该处写入。</translation>
    </message>
    <message>
        <source>The file cannot be written. Choose another folder, or check that you may write there.</source>
        <translation>无法写入该文件。请选择其他文件夹，或确认您有权在该处写入。</translation>
    </message>
    <message>
        <source>The disk became full while “%1” was being written; the earlier version is untouched. Free some space, then save again.</source>
        <translation>写入“%1”时磁盘已满；原有版本未受影响。请腾出一些空间，然后重新保存。</translation>
    </message>
    <message>
        <source>The disk became full while saving; the earlier version is untouched. Free some space, then save again.</source>
        <translation>保存时磁盘已满；原有版本未受影响。请腾出一些空间，然后重新保存。</translation>
    </message>
    <message>
        <source>The studio does not know the format of “%1”. Save it as PNG, JPEG, WebP or TIFF, a clip as MP4, MOV, WebM or GIF, then try again.</source>
        <translation>工作室无法识别“%1”的格式。请将其另存为 PNG、JPEG、WebP 或 TIFF（视频则为 MP4、MOV、WebM 或 GIF），然后重试。</translation>
    </message>
    <message>
        <source>The studio does not know this file&apos;s format. Save it as PNG, JPEG, WebP or TIFF, a clip as MP4, MOV, WebM or GIF, then try again.</source>
        <translation>工作室无法识别该文件的格式。请将其另存为 PNG、JPEG、WebP 或 TIFF（视频则为 MP4、MOV、WebM 或 GIF），然后重试。</translation>
    </message>
    <message>
        <source>“%1” is not a model that the studio can use. Choose a model package (.imagomodel).</source>
        <translation>“%1”不是工作室可以使用的模型。请选择模型包（.imagomodel）。</translation>
    </message>
    <message>
        <source>This is not a model that the studio can use. Choose a model package (.imagomodel).</source>
        <translation>这不是工作室可以使用的模型。请选择模型包（.imagomodel）。</translation>
    </message>
    <message>
        <source>“%1” was changed after it was made and is not used, for safety. Get it again from where it came from.</source>
        <translation>“%1”在制作完成后被改动过，为安全起见不予使用。请从来源处重新获取。</translation>
    </message>
    <message>
        <source>A file was changed after it was made and is not used, for safety. Get it again from where it came from.</source>
        <translation>某个文件在制作完成后被改动过，为安全起见不予使用。请从来源处重新获取。</translation>
    </message>
    <message>
        <source>There was not enough memory for “%1”. Choose a smaller size or close other programs, then try again.</source>
        <translation>内存不足，无法处理“%1”。请选择较小的尺寸或关闭其他程序，然后重试。</translation>
    </message>
    <message>
        <source>There was not enough memory. Choose a smaller size or close other programs, then try again.</source>
        <translation>内存不足。请选择较小的尺寸或关闭其他程序，然后重试。</translation>
    </message>
    <message>
        <source>The device that computed “%1” no longer answers. The studio goes on with the processor; restart it to use the device again.</source>
        <translation>正在计算“%1”的设备不再响应。工作室将改用处理器继续；重新启动后可再次使用该设备。</translation>
    </message>
    <message>
        <source>The computing device no longer answers. The studio goes on with the processor; restart it to use the device again.</source>
        <translation>计算设备不再响应。工作室将改用处理器继续；重新启动后可再次使用该设备。</translation>
    </message>
    <message>
        <source>The model could not draw “%1”. Undo the last change or choose another model, then try again.</source>
        <translation>模型无法绘制“%1”。请撤销上一步更改或选择其他模型，然后重试。</translation>
    </message>
    <message>
        <source>The model could not draw this picture. Undo the last change or choose another model, then try again.</source>
        <translation>模型无法绘制这张图片。请撤销上一步更改或选择其他模型，然后重试。</translation>
    </message>
    <message>
        <source>“%1” cannot be used as it is. Correct the value or the file, then try again.</source>
        <translation>“%1”无法直接使用。请更正该数值或文件，然后重试。</translation>
    </message>
    <message>
        <source>This input cannot be used as it is. Correct it, then try again.</source>
        <translation>该输入无法直接使用。请更正后重试。</translation>
    </message>
    <message>
        <source>Something went wrong inside the studio while working on “%1”. Your work is kept; please report this with the details.</source>
        <translation>处理“%1”时工作室内部出错。您的作品已保留；请附上详细信息进行反馈。</translation>
    </message>
    <message>
        <source>Something went wrong inside the studio. Your work is kept; please report this with the details.</source>
        <translation>工作室内部出错。您的作品已保留；请附上详细信息进行反馈。</translation>
    </message>
    <message>
        <source>“%1” cannot be read. Check that you may open it, that no other program uses it, and that it is connected.</source>
        <translation>无法读取“%1”。请确认您有权打开它、没有其他程序正在使用它，并且它已连接。</translation>
    </message>
    <message>
        <source>“%1” does not fit this version of the studio. If it is newer, update the studio; if it is older, make it again: a model is trained or imported anew.</source>
        <translation>“%1”不适合此版本的工作室。如果它较新，请更新工作室；如果它较旧，请重新制作：模型需要重新训练或重新导入。</translation>
    </message>
    <message>
        <source>This does not fit this version of the studio. If it is newer, update the studio; if it is older, make it again: a model is trained or imported anew.</source>
        <translation>此内容不适合此版本的工作室。如果它较新，请更新工作室；如果它较旧，请重新制作：模型需要重新训练或重新导入。</translation>
    </message>
</context>
<context>
    <name>NearnessText</name>
    <message>
        <source>Inside the portraits&apos; world: the sliders say what it shows.</source>
        <translation>在肖像世界之内：滑块如实反映了画面内容。</translation>
    </message>
    <message>
        <source>Near the portraits&apos; world: most of it was met. Refining may bring it closer.</source>
        <translation>接近肖像世界：大部分特征已吻合。优化可能使其更加接近。</translation>
    </message>
    <message>
        <source>Far away from the portraits&apos; world: this is only the nearest portrait.</source>
        <translation>远离肖像世界：这只是最接近的一幅肖像。</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Calm</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>Joy</source>
        <translation>喜悦</translation>
    </message>
    <message>
        <source>Laugh</source>
        <translation>大笑</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>惊讶</translation>
    </message>
    <message>
        <source>Anger</source>
        <translation>愤怒</translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation>悲伤</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>熟睡</translation>
    </message>
    <message>
        <source>Bare face</source>
        <translation>素颜无须</translation>
    </message>
    <message>
        <source>Shaved head</source>
        <translation>光头</translation>
    </message>
    <message>
        <source>Short and neat</source>
        <translation>利落短发</translation>
    </message>
    <message>
        <source>Long and straight</source>
        <translation>长直发</translation>
    </message>
    <message>
        <source>Long waves</source>
        <translation>长波浪</translation>
    </message>
    <message>
        <source>Full curls</source>
        <translation>蓬松卷发</translation>
    </message>
    <message>
        <source>Fringe</source>
        <translation>齐刘海</translation>
    </message>
    <message>
        <source>Designer stubble</source>
        <translation>精致胡茬</translation>
    </message>
    <message>
        <source>Full beard</source>
        <translation>络腮胡</translation>
    </message>
    <message>
        <source>Silver</source>
        <translation>银发</translation>
    </message>
    <message>
        <source>Copper</source>
        <translation>红铜发</translation>
    </message>
    <message>
        <source>Day make-up</source>
        <translation>日常妆</translation>
    </message>
    <message>
        <source>Evening make-up</source>
        <translation>晚宴妆</translation>
    </message>
    <message>
        <source>Scholar</source>
        <translation>学者</translation>
    </message>
</context>
<context>
    <name>ShapeText</name>
    <message>
        <source>Shape %1</source>
        <extracomment>A way in which heads differ, numbered from the largest; a number follows.</extracomment>
        <translation>形状 %1</translation>
    </message>
    <message>
        <source>One of the ways in which people&apos;s heads differ most, whatever their age, gender and ancestry.</source>
        <translation>人们头部差异最大的方式之一，与年龄、性别和血统无关。</translation>
    </message>
</context>
<context>
    <name>Slider</name>
    <message>
        <source>Slider %1</source>
        <extracomment>A slider of a model that nobody has named yet; %1 is its number.</extracomment>
        <translation>滑块 %1</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>%1 years</source>
        <extracomment>An age. Always more than one.</extracomment>
        <translation>%1 岁</translation>
    </message>
    <message>
        <source>%1°</source>
        <extracomment>An angle.</extracomment>
        <translation>%1°</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <extracomment>The size of a picture: width and height in pixels.</extracomment>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
</context>
<context>
    <name>imago::app::CameraShow</name>
    <message>
        <source>Camera %1</source>
        <translation>摄像头 %1</translation>
    </message>
</context>
<context>
    <name>imago::app::ExploreRoom</name>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Move a model of your own by its sliders</source>
        <translation>用滑块操纵您自己的模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Around</source>
        <translation>四周</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Open a model first: the picture is looked for in it.</source>
        <translation>请先打开一个模型：图片将在其中寻找。</translation>
    </message>
    <message>
        <source>Find a picture</source>
        <translation>寻找图片</translation>
    </message>
    <message>
        <source>Found: it differs from your picture by %1 % on average. The split view compares them.</source>
        <translation>找到了：与您的图片平均相差 %1 %。分屏视图可以比较两者。</translation>
    </message>
    <message>
        <source>Finding the picture in the model…</source>
        <translation>正在模型中寻找图片…</translation>
    </message>
    <message>
        <source>Finding sliders…</source>
        <translation>正在寻找滑块…</translation>
    </message>
    <message>
        <source>Open a model, or a picture to find in it</source>
        <translation>打开模型，或要在其中寻找的图片</translation>
    </message>
    <message>
        <source>Models and pictures (%1)</source>
        <translation>模型与图片 (%1)</translation>
    </message>
    <message>
        <source>There is nothing to export yet: open a model first.</source>
        <translation>还没有可导出的内容：请先打开一个模型。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The model&apos;s own network draws each picture in a few milliseconds.</source>
        <translation>模型自己的网络在几毫秒内画出每张图片。</translation>
    </message>
    <message>
        <source>A model of your own</source>
        <translation>您自己的模型</translation>
    </message>
    <message>
        <source>Train one in the room Training and press Open in explorer,</source>
        <translation>在“训练”室训练一个模型，然后点击“在探索室中打开”，</translation>
    </message>
    <message>
        <source>or drop a model package here.</source>
        <translation>或将模型包拖到这里。</translation>
    </message>
    <message>
        <source>Drop a picture to find it in the model, or a model package</source>
        <translation>拖入图片以在模型中寻找，或拖入模型包</translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation>您的图片</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型库</translation>
    </message>
    <message>
        <source>Import models</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <source>Model packages (%1)</source>
        <translation>模型包 (%1)</translation>
    </message>
    <message>
        <source>Importing %1…</source>
        <translation>正在导入 %1…</translation>
    </message>
    <message>
        <source>%1 is still being trained. Stop its training first.</source>
        <translation>“%1”仍在训练中，请先停止训练。</translation>
    </message>
    <message>
        <source>%1 lies in the trash for %2 days.</source>
        <translation>“%1”会在回收站中保留 %2 天。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>This picture was drawn by a model that is not on the shelf. Import the model, then drop the picture again.</source>
        <translation>这张图片出自一个不在模型库中的模型。请先导入该模型，再拖入图片。</translation>
    </message>
    <message>
        <source>Open a picture&apos;s place</source>
        <translation>回到图片的位置</translation>
    </message>
    <message>
        <source>Sweeps</source>
        <extracomment>Pictures along each slider of a model.</extracomment>
        <translation>扫描图</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) lie in the trash for %1 days.</source>
        <translation>
            <numerusform>%n 个模型在回收站中保留 %1 天。</numerusform>
        </translation>
    </message>
    <message>
        <source>Another slider is called %1. Choose another name.</source>
        <translation>已有滑块名为“%1”。请换一个名称。</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>正在删除…</translation>
    </message>
</context>
<context>
    <name>imago::app::PortraitReader</name>
    <message>
        <source>Find a portrait</source>
        <translation>寻找肖像</translation>
    </message>
    <message>
        <source>Finding the portrait…</source>
        <translation>正在寻找肖像…</translation>
    </message>
</context>
<context>
    <name>imago::app::StudioApp</name>
    <message>
        <source>Portrait</source>
        <translation>肖像</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>The neural model is still loading.</source>
        <translation>神经模型仍在加载。</translation>
    </message>
    <message>
        <source>Drop a recipe</source>
        <translation>拖入配方</translation>
    </message>
    <message>
        <source>Network and renderer · %1</source>
        <translation>网络与渲染器 · %1</translation>
    </message>
    <message>
        <source>The neural model draws drafts, the renderer the final picture.</source>
        <translation>神经模型绘制草图，渲染器绘制最终图片。</translation>
    </message>
    <message>
        <source>The renderer draws; the neural model is still too coarse for drafts.</source>
        <translation>由渲染器绘制；神经模型目前还太粗糙，不适合画草图。</translation>
    </message>
    <message>
        <source>Renderer alone · %1</source>
        <translation>仅渲染器 · %1</translation>
    </message>
    <message>
        <source>Renderer · %1</source>
        <translation>渲染器 · %1</translation>
    </message>
    <message>
        <source>The studio did not close properly last time. Your work is back; save it to keep it.</source>
        <translation>工作室上次未正常关闭。您的作品已恢复；请保存以保留它。</translation>
    </message>
    <message>
        <source>New face</source>
        <translation>新面孔</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Everything the studio opens (%1)</source>
        <translation>工作室可打开的全部文件 (%1)</translation>
    </message>
    <message>
        <source>Projects (%1)</source>
        <translation>项目 (%1)</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>所有文件 (%1)</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Imago Studio</source>
        <translation>Imago Studio</translation>
    </message>
    <message>
        <source>The project has changes that are not saved.</source>
        <translation>项目有尚未保存的更改。</translation>
    </message>
    <message>
        <source>Save them first?</source>
        <translation>要先保存吗？</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This neural picture is of the model %1. The one here, %2, may draw another picture.</source>
        <translation>这幅神经网络图片出自模型 %1。此处的模型 %2 绘制出的图片可能有所不同。</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>The picture is on the clipboard, with its recipe.</source>
        <translation>图片及其配方已复制到剪贴板。</translation>
    </message>
    <message>
        <source>There is no picture and no recipe on the clipboard.</source>
        <translation>剪贴板中没有图片，也没有配方。</translation>
    </message>
    <message>
        <source>Around</source>
        <translation>四周</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>processor × %1</source>
        <translation>处理器 × %1</translation>
    </message>
    <message>
        <source>No face can be drawn</source>
        <translation>无法绘制人脸</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>图片已复制到剪贴板。</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>剪贴板上没有图片。</translation>
    </message>
    <message>
        <source>Loading the neural model is switched off. Switch it on in the preferences, then start the studio again.</source>
        <translation>已关闭加载神经模型。请在首选项中开启，然后重新启动工作室。</translation>
    </message>
    <message>
        <source>The neural model could not be loaded. %1</source>
        <translation>无法加载神经模型。%1</translation>
    </message>
    <message>
        <source>Another program has changed “%1” since you opened or saved it here.</source>
        <translation>在您打开或保存之后，其他程序更改了“%1”。</translation>
    </message>
    <message>
        <source>Replace it, or save your work in another file?</source>
        <translation>要替换它，还是将您的作品另存为其他文件？</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>imago::app::StyleRoom</name>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>风格库</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>拖入的图片</translation>
    </message>
    <message>
        <source>A photo in a painting&apos;s style</source>
        <translation>让照片穿上画作的风格</translation>
    </message>
    <message>
        <source>Drop a photo on the left half and a painting on the right half,</source>
        <translation>把照片拖到左半边，把画作拖到右半边，</translation>
    </message>
    <message>
        <source>or press the two fields at the left to choose them.</source>
        <translation>或者点按左侧的两个框来选择。</translation>
    </message>
    <message>
        <source>Drop the photo here</source>
        <translation>把照片放在这里</translation>
    </message>
    <message>
        <source>Drop a painting here</source>
        <translation>把画作放在这里</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Styled</source>
        <translation>已风格化</translation>
    </message>
    <message>
        <source>Nothing can be painted: %1</source>
        <translation>无法绘制：%1</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>图片 (%1)</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Choose a photo</source>
        <translation>选择照片</translation>
    </message>
    <message>
        <source>Choose a painting, or several to mix</source>
        <translation>选择一幅画作，或选择多幅来混合</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>所有文件 (%1)</translation>
    </message>
    <message>
        <source>Choose a mask: white wears the style, black does not</source>
        <translation>选择蒙版：白色处使用风格，黑色处不使用</translation>
    </message>
    <message>
        <source>Import the region</source>
        <translation>导入区域</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>styled</source>
        <translation>风格化</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Pictures and style cards (%1)</source>
        <translation>图片和风格卡 (%1)</translation>
    </message>
    <message>
        <source>Learning %1…</source>
        <translation>正在学习 %1…</translation>
    </message>
    <message>
        <source>Learned: %1</source>
        <translation>已学习：%1</translation>
    </message>
    <message>
        <source>“%1” is learned: its card is in the gallery.</source>
        <translation>已学会“%1”：风格卡已放入风格库。</translation>
    </message>
    <message>
        <source>Give a photo the style of a painting</source>
        <translation>把画作的风格赋予照片</translation>
    </message>
    <message>
        <source>&amp;Style</source>
        <translation>风格(&amp;S)</translation>
    </message>
    <message>
        <source>Style networks · processor × %1</source>
        <translation>风格网络 · 处理器 × %1</translation>
    </message>
    <message>
        <source>Everything is computed on this machine.</source>
        <translation>一切都在本机上计算。</translation>
    </message>
    <message>
        <source>The style networks are still loading.</source>
        <translation>风格网络仍在加载。</translation>
    </message>
</context>
<context>
    <name>imago::app::TrainingRoom</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Your own pictures become sliders</source>
        <translation>让您自己的图片变成滑块</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>新训练</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>训练列表</translation>
    </message>
    <message>
        <source>%1 ended early. %2</source>
        <translation>“%1”提前结束。%2</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>%1 is trained.</source>
        <translation>“%1”训练完成。</translation>
    </message>
    <message>
        <source>Open in explorer</source>
        <translation>在探索室中打开</translation>
    </message>
    <message>
        <source>A folder of your own pictures</source>
        <translation>您自己的图片文件夹</translation>
    </message>
    <message>
        <source>%1 lies in the trash for %2 days.</source>
        <translation>“%1”会在回收站中保留 %2 天。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Imago Studio</source>
        <translation>Imago Studio</translation>
    </message>
    <message>
        <source>A training is running.</source>
        <translation>有训练正在进行。</translation>
    </message>
    <message>
        <source>It can go on without the window and is found again at the next start. Those that wait begin when the studio is open.</source>
        <translation>它可以在窗口关闭后继续进行，下次启动时会重新找到。排队的训练在工作室打开时开始。</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>让它继续</translation>
    </message>
    <message>
        <source>Stop at a checkpoint</source>
        <translation>在检查点停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Always do this</source>
        <translation>以后都这样做</translation>
    </message>
    <message>
        <source>No training runs</source>
        <translation>没有训练在进行</translation>
    </message>
    <message>
        <source>Trainings run in processes of their own, beside the window.</source>
        <translation>训练在各自独立的进程中进行，不占用窗口。</translation>
    </message>
    <message>
        <source>A training runs in a process of its own and lets the window go first.</source>
        <translation>训练在独立的进程中进行，并让窗口优先。</translation>
    </message>
    <message>
        <source>Nothing can be trained: the command line (imago) is not beside the studio.</source>
        <translation>无法训练：工作室旁边没有命令行程序（imago）。</translation>
    </message>
    <message>
        <source>%1 is no longer listed; its folder stays.</source>
        <translation>“%1”不再列出；其文件夹保留。</translation>
    </message>
    <message>
        <source>%1 ended early.</source>
        <translation>%1 提前结束。</translation>
    </message>
</context>
<context>
    <name>imago::app::VideoRoom</name>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Give clips the style of a painting</source>
        <translation>把画作的风格赋予视频</translation>
    </message>
    <message>
        <source>&amp;Video</source>
        <translation>视频(&amp;V)</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>拖入的图片</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Choose clips</source>
        <translation>选择视频</translation>
    </message>
    <message>
        <source>Clips (%1)</source>
        <translation>视频 (%1)</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>所有文件 (%1)</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Drop a clip and choose a style first: then there is something to export.</source>
        <translation>请先拖入视频并选择风格，然后才能导出。</translation>
    </message>
    <message>
        <source>Exporting clips…</source>
        <translation>正在导出视频…</translation>
    </message>
    <message>
        <source>Clip %1 of %2, </source>
        <translation>第 %1/%2 个视频，</translation>
    </message>
    <message>
        <source>frame %1 of %2, %3 left</source>
        <translation>第 %1/%2 帧，剩余 %3</translation>
    </message>
    <message>
        <source>frame %1 of %2</source>
        <translation>第 %1/%2 帧</translation>
    </message>
    <message>
        <source>The clips are painted. Saved in %1: %2.</source>
        <translation>视频已绘制完成。保存在 %1：%2 个。</translation>
    </message>
    <message>
        <source>The export of clips is stopped; the same export goes on where it ended.</source>
        <translation>视频导出已停止；再次进行相同的导出会从停止处继续。</translation>
    </message>
    <message>
        <source>Clips in a painting&apos;s style</source>
        <translation>画作风格的视频</translation>
    </message>
    <message>
        <source>Drop a clip here: MP4, MOV, WebM or GIF; several become a queue.</source>
        <translation>把视频拖到这里：MP4、MOV、WebM 或 GIF；多个会排成队列。</translation>
    </message>
    <message>
        <source>The styles are those of the style room, chosen at the left and right.</source>
        <translation>风格与风格室共用，在左右两侧选择。</translation>
    </message>
    <message>
        <source>Drop clips here</source>
        <translation>把视频放在这里</translation>
    </message>
    <message>
        <source>Drop a painting here</source>
        <translation>把画作放在这里</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Styled</source>
        <translation>已风格化</translation>
    </message>
    <message>
        <source>No camera was found. Connect one and press “Camera” again.</source>
        <translation>未找到摄像头。请连接一个，然后再次按“摄像头”。</translation>
    </message>
    <message>
        <source>Recorded: %1</source>
        <translation>已录制：%1</translation>
    </message>
    <message>
        <source>The camera starts</source>
        <translation>摄像头正在启动</translation>
    </message>
    <message>
        <source>Its pictures are here in a moment.</source>
        <translation>画面稍后就会出现。</translation>
    </message>
    <message>
        <source>No camera was found</source>
        <translation>未找到摄像头</translation>
    </message>
    <message>
        <source>Connect one and press “Camera” again,</source>
        <translation>请连接一个，然后再次按“摄像头”，</translation>
    </message>
    <message>
        <source>or drop a clip here.</source>
        <translation>或者将视频拖到这里。</translation>
    </message>
    <message>
        <source>Or press “Camera” below to see one live.</source>
        <translation>或者按下方的“摄像头”观看实时画面。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
</context>
<context>
    <name>imago::ui::ActionSet</name>
    <message>
        <source>&amp;New face</source>
        <translation>新面孔(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>首选项(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste picture or recipe</source>
        <translation>粘贴图片或配方(&amp;P)</translation>
    </message>
    <message>
        <source>Add to &amp;favourites</source>
        <translation>添加到收藏(&amp;F)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fit into the window</source>
        <translation>适应窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>实际大小(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Hold as reference</source>
        <translation>设为参考图(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Split view</source>
        <translation>分屏对比(&amp;S)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>Fin&amp;d a slider</source>
        <translation>查找滑块(&amp;D)</translation>
    </message>
    <message>
        <source>Show the &amp;network&apos;s own picture</source>
        <translation>显示网络自身的图片(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Linked sliders</source>
        <translation>联动滑块(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Imago Studio</source>
        <translation>关于 Imago Studio(&amp;A)</translation>
    </message>
    <message>
        <source>Panel &amp;titles, to move them by</source>
        <translation>显示面板标题，用于移动(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Style this portrait</source>
        <translation>为此肖像添加风格(&amp;S)</translation>
    </message>
    <message>
        <source>Open a &amp;photo…</source>
        <translation>打开照片(&amp;P)…</translation>
    </message>
    <message>
        <source>Open a p&amp;ainting…</source>
        <translation>打开画作(&amp;A)…</translation>
    </message>
    <message>
        <source>S&amp;wap photo and painting</source>
        <translation>交换照片与画作(&amp;W)</translation>
    </message>
    <message>
        <source>Region: paint the &amp;style on</source>
        <translation>区域：涂上风格(&amp;S)</translation>
    </message>
    <message>
        <source>Region: &amp;erase the style</source>
        <translation>区域：擦除风格(&amp;E)</translation>
    </message>
    <message>
        <source>Region: &amp;invert</source>
        <translation>区域：反选(&amp;I)</translation>
    </message>
    <message>
        <source>Region: &amp;whole picture</source>
        <translation>区域：整幅图片(&amp;W)</translation>
    </message>
    <message>
        <source>Region: from a &amp;mask picture…</source>
        <translation>区域：来自蒙版图片(&amp;M)…</translation>
    </message>
    <message>
        <source>Style a &amp;folder of photos…</source>
        <translation>为整个文件夹的照片添加风格(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Contact sheet of all styles…</source>
        <translation>所有风格的样张(&amp;C)…</translation>
    </message>
    <message>
        <source>Open &amp;clips…</source>
        <translation>打开视频(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Begin with this frame</source>
        <translation>从此帧开始(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;End with this frame</source>
        <translation>到此帧结束(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Preview of two seconds</source>
        <translation>预览两秒(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Remove this clip</source>
        <translation>移除此视频(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>摄像头(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Transparent background</source>
        <translation>透明背景(&amp;T)</translation>
    </message>
</context>
<context>
    <name>imago::ui::AroundPanel</name>
    <message>
        <source>This picture</source>
        <translation>这张图片</translation>
    </message>
    <message>
        <source>A neighbour: click to adopt it</source>
        <translation>邻近图片：点击采用</translation>
    </message>
    <message>
        <source>Adopt a neighbour</source>
        <translation>采用邻近图片</translation>
    </message>
    <message>
        <source>Spread</source>
        <extracomment>How far the neighbours stray from the picture in the middle.</extracomment>
        <translation>差异度</translation>
    </message>
    <message>
        <source>How much the neighbours differ from this picture.</source>
        <translation>邻近图片与这张图片的差异程度。</translation>
    </message>
    <message>
        <source>Other neighbours</source>
        <translation>换一批</translation>
    </message>
    <message>
        <source>Pictures around this one</source>
        <translation>这张图片四周的图片</translation>
    </message>
    <message>
        <source>Eight neighbours on the model&apos;s sliders appear here.</source>
        <translation>这里会显示模型滑块上的八张邻近图片。</translation>
    </message>
</context>
<context>
    <name>imago::ui::AttributeSection</name>
    <message>
        <source>Reset the group %1</source>
        <translation>重置“%1”组</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置%1</translation>
    </message>
</context>
<context>
    <name>imago::ui::CameraBar</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>See a camera live in the chosen style (C).</source>
        <translation>以所选风格观看摄像头的实时画面 (C)。</translation>
    </message>
    <message>
        <source>Switch the camera off (C).</source>
        <translation>关闭摄像头 (C)。</translation>
    </message>
    <message>
        <source>Which camera</source>
        <translation>选择摄像头</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Show and record the camera as in a mirror.</source>
        <translation>像照镜子一样显示和录制摄像头画面。</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录制</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>What the camera sees becomes a clip, which then wears any style in full quality.</source>
        <translation>摄像头看到的画面会成为一段视频，之后可以以完整质量换上任何风格。</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>正在打开摄像头…</translation>
    </message>
    <message>
        <source>Recorded: %1</source>
        <translation>已录制：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) a second</source>
        <translation>
            <numerusform>每秒 %n 幅</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>imago::ui::CanvasBar</name>
    <message>
        <source>Canvas bar</source>
        <translation>画布工具条</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit the picture into the window</source>
        <translation>使图片适应窗口</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Hold this picture as the reference to compare with</source>
        <translation>将此图片设为对比参考</translation>
    </message>
    <message>
        <source>Split view: reference left, picture right</source>
        <translation>分屏对比：左为参考图，右为当前图片</translation>
    </message>
    <message>
        <source>Show the reference while pressed (C)</source>
        <translation>按住时显示参考图（C）</translation>
    </message>
</context>
<context>
    <name>imago::ui::CanvasView</name>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
</context>
<context>
    <name>imago::ui::DecoderSwitch</name>
    <message>
        <source>Show the final picture</source>
        <translation>显示最终图片</translation>
    </message>
    <message>
        <source>Show the neural picture</source>
        <translation>显示神经网络图片</translation>
    </message>
    <message>
        <source>Final</source>
        <extracomment>The picture that is drawn crisply at any size, as opposed to the network&apos;s own.</extracomment>
        <translation>最终</translation>
    </message>
    <message>
        <source>Neural</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>What the network itself draws, at its own size, all the time.</source>
        <translation>始终显示网络自身以其固有尺寸绘制的图片。</translation>
    </message>
    <message>
        <source>The crisp picture, drawn at any size. While you drag, drafts of it are drawn.</source>
        <translation>清晰的图片，可绘制为任意尺寸。拖动时会绘制草图。</translation>
    </message>
</context>
<context>
    <name>imago::ui::EffectPopup</name>
    <message>
        <source>What this slider changes besides has not been measured for this model.</source>
        <translation>尚未针对此模型测量该滑块还会改变什么。</translation>
    </message>
    <message>
        <source>As far as was measured, it changes nothing else.</source>
        <translation>据测量，它不会改变其他任何内容。</translation>
    </message>
    <message>
        <source>Measured over the slider&apos;s full travel, in standard deviations. Orange: what should better stay still.</source>
        <translation>在滑块的整个行程上测得，以标准差为单位。橙色：本不应变化的内容。</translation>
    </message>
    <message>
        <source>Attributes left out: %1. What measured this can hardly read them from pictures (R² below %2), so their bars would be noise.</source>
        <extracomment>%1 is how many, %2 a figure such as 0.5.</extracomment>
        <translation>未列出的属性：%1 个。测量所用的网络几乎无法从图片中读出它们（R² 低于 %2），其数值只会是噪声。</translation>
    </message>
</context>
<context>
    <name>imago::ui::EncodePanel</name>
    <message>
        <source>Drop a portrait here</source>
        <translation>将肖像拖到这里</translation>
    </message>
    <message>
        <source>or press to choose a picture: the sliders jump to what it shows.</source>
        <translation>或点击选择图片：滑块将跳到画面所示的位置。</translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation>您的图片</translation>
    </message>
    <message>
        <source>Nearest portrait</source>
        <translation>最接近的肖像</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>优化</translation>
    </message>
    <message>
        <source>Improve the likeness by optimisation; you can watch it and stop it at any time.</source>
        <translation>通过优化提高相似度；您可以观看过程并随时停止。</translation>
    </message>
    <message>
        <source>Refining the likeness…</source>
        <translation>正在优化相似度…</translation>
    </message>
    <message>
        <source>Reading the portrait…</source>
        <translation>正在读取肖像…</translation>
    </message>
    <message>
        <source>Mean difference of the redrawn picture: %1&#xa0;%</source>
        <extracomment>%1 is a percentage: how much the redrawn picture differs from the dropped one, on average.</extracomment>
        <translation>重绘图片的平均差异：%1 %</translation>
    </message>
    <message>
        <source>Your picture is kept. It is read as soon as the neural model is loaded.</source>
        <translation>您的图片已保留，神经模型加载完成后会立即读取。</translation>
    </message>
    <message>
        <source>Your picture could not be read. %1</source>
        <extracomment>%1 is a sentence that says why there is no neural model, and what to do.</extracomment>
        <translation>无法读取您的图片。%1</translation>
    </message>
</context>
<context>
    <name>imago::ui::ExploreExportDialog</name>
    <message>
        <source>This picture</source>
        <translation>这张图片</translation>
    </message>
    <message>
        <source>A series</source>
        <translation>一系列</translation>
    </message>
    <message>
        <source>The picture on the canvas.</source>
        <translation>画布上的图片。</translation>
    </message>
    <message>
        <source>This seed and those after it, with the sliders as they stand.</source>
        <translation>从这个种子起的一系列图片，滑块保持现在的位置。</translation>
    </message>
    <message>
        <source>This picture was found, not drawn from a seed: there are no others of its kind.</source>
        <translation>这张图片是找到的，不是由种子绘制的：没有同类的其他图片。</translation>
    </message>
    <message>
        <source>Exact, and it carries its place in the model: dropping it back here leads there.</source>
        <translation>无损，并带有它在模型中的位置：拖回这里即可回到那里。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Save in</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>The model&apos;s own size, or enlarged smoothly (Lanczos).</source>
        <translation>模型自身的尺寸，或平滑放大（Lanczos）。</translation>
    </message>
    <message>
        <source>Folder to save in</source>
        <translation>保存文件夹</translation>
    </message>
</context>
<context>
    <name>imago::ui::ExplorePanel</name>
    <message>
        <source>A label that came with the pictures. It changes %1 % of the picture.</source>
        <translation>随图片而来的标签。它改变画面的 %1 %。</translation>
    </message>
    <message>
        <source>Any, from the seed</source>
        <translation>任意，由种子决定</translation>
    </message>
    <message>
        <source>Rename a slider</source>
        <translation>重命名滑块</translation>
    </message>
    <message>
        <source>What does it change?</source>
        <translation>它改变什么？</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>%1 × %2 px · drop a picture on the canvas to find it in the model</source>
        <translation>%1 × %2 像素 · 将图片拖到画布上，在模型中寻找它</translation>
    </message>
    <message>
        <source>Train one on your own pictures in the room Training, or open a package.</source>
        <translation>在“训练”室用您自己的图片训练一个，或打开模型包。</translation>
    </message>
    <message>
        <source>Finding sliders…</source>
        <translation>正在寻找滑块…</translation>
    </message>
    <message>
        <source>Find its sliders</source>
        <translation>寻找滑块</translation>
    </message>
    <message>
        <source>Open another model</source>
        <translation>打开其他模型</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>种子(&amp;S)</translation>
    </message>
    <message>
        <source>Randomise</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>A new picture; locked sliders stay as they are.</source>
        <translation>一张新图片；锁定的滑块保持不变。</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>类别(&amp;C)</translation>
    </message>
    <message>
        <source>Sliders</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>Reset the sliders</source>
        <translation>重置滑块</translation>
    </message>
    <message>
        <source>This model has no sliders yet. Finding them measures what changes its pictures most, which takes a minute or two.</source>
        <translation>这个模型还没有滑块。寻找滑块会测量什么最能改变画面，需要一两分钟。</translation>
    </message>
    <message>
        <source>Variety</source>
        <translation>多样度</translation>
    </message>
    <message>
        <source>0 is the mean picture, 1 is as varied as the pictures that it was trained on.</source>
        <translation>0 是平均图片，1 与训练所用的图片同样多样。</translation>
    </message>
    <message>
        <source>A direction that was found in the pictures. It changes %1 % of the picture. (%2)</source>
        <translation>在图片中发现的方向。它改变画面的 %1 %。（%2）</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Rename sliders (or right-click one)</source>
        <translation>重命名滑块（或在滑块上点右键）</translation>
    </message>
</context>
<context>
    <name>imago::ui::ExploreSession</name>
    <message>
        <source>Change %1</source>
        <translation>更改%1</translation>
    </message>
    <message>
        <source>Reset the sliders</source>
        <translation>重置滑块</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Change the variety</source>
        <translation>更改多样度</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>任意类别</translation>
    </message>
    <message>
        <source>Class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>Randomise</source>
        <translation>随机</translation>
    </message>
</context>
<context>
    <name>imago::ui::ExportBase</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Pictures saved in %1: %2.</source>
        <translation>已保存到 %1 的图片数：%2。</translation>
    </message>
    <message>
        <source>Stopped. Pictures saved before that: %1.</source>
        <translation>已停止。此前已保存的图片数：%1。</translation>
    </message>
</context>
<context>
    <name>imago::ui::ExportDialog</name>
    <message>
        <source>%1 × %1 cm printed</source>
        <translation>打印尺寸 %1 × %1 厘米</translation>
    </message>
    <message>
        <source>Folder for the pictures</source>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>最终</translation>
    </message>
    <message>
        <source>Neural</source>
        <translation>神经网络</translation>
    </message>
    <message>
        <source>Drawn crisply at any size.</source>
        <translation>以任意尺寸清晰绘制。</translation>
    </message>
    <message>
        <source>The network&apos;s own picture, enlarged if wanted.</source>
        <translation>网络自身的图片，可按需放大。</translation>
    </message>
    <message>
        <source>Exact, and it carries its recipe: dropping it back here restores everything.</source>
        <translation>无损，并附带配方：拖回此处即可恢复全部内容。</translation>
    </message>
    <message>
        <source>This face</source>
        <translation>这张面孔</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Variations</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>One picture.</source>
        <translation>一张图片。</translation>
    </message>
    <message>
        <source>One slider from end to end, a picture for each step.</source>
        <translation>一个滑块从一端移到另一端，每一步一张图片。</translation>
    </message>
    <message>
        <source>This face and its neighbours.</source>
        <translation>这张面孔及其相近的面孔。</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Slider</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>差异度</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Transparent background</source>
        <translation>透明背景</translation>
    </message>
    <message>
        <source>How much the neighbours differ from this face.</source>
        <translation>相近面孔与这张面孔的差异程度。</translation>
    </message>
    <message>
        <source>Size in pixels</source>
        <translation>像素尺寸</translation>
    </message>
    <message>
        <source>Width and height in pixels, at most %1.</source>
        <translation>宽度和高度（像素），最大 %1。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>{n} number, {seed}, {size}, {name} of the slider, {value}, {date}</source>
        <translation>{n} 序号、{seed} 种子、{size} 尺寸、{name} 滑块名称、{value} 数值、{date} 日期</translation>
    </message>
    <message>
        <source>Name of the first file</source>
        <translation>第一个文件的名称</translation>
    </message>
</context>
<context>
    <name>imago::ui::FaceBar</name>
    <message>
        <source>No face found in this photo.</source>
        <translation>此照片中没有找到人脸。</translation>
    </message>
    <message>
        <source>Protect faces</source>
        <translation>保护人脸</translation>
    </message>
    <message>
        <source>At 0 faces are painted as all the rest, at 100 their shapes hardly change.</source>
        <translation>0 为与其余部分同样绘制，100 为几乎不改变其形状。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Show what is protected</source>
        <translation>显示受保护的部分</translation>
    </message>
    <message numerus="yes">
        <source>%n face(s) found.</source>
        <translation>
            <numerusform>找到 %n 张人脸。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>imago::ui::Favourites</name>
    <message>
        <source>Favourite face %1</source>
        <translation>收藏的面孔 %1</translation>
    </message>
</context>
<context>
    <name>imago::ui::FavouritesPanel</name>
    <message>
        <source>Open a favourite</source>
        <translation>打开收藏</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>从收藏中移除</translation>
    </message>
    <message>
        <source>Keep this face</source>
        <translation>收藏这张面孔</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>No favourites yet. Keep a face that you like, and come back to it with one click.</source>
        <translation>还没有收藏。收藏您喜欢的面孔，一次点击即可回到它。</translation>
    </message>
</context>
<context>
    <name>imago::ui::FileEdit</name>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>imago::ui::FolderEdit</name>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>imago::ui::GalleryPanel</name>
    <message>
        <source>%1
Press to wear it, with Ctrl to mix it in.</source>
        <translation>%1
点按即可使用，按住 Ctrl 点按则加入混合。</translation>
    </message>
    <message>
        <source>Wear this style</source>
        <translation>使用此风格</translation>
    </message>
    <message>
        <source>Add it to the mix</source>
        <translation>加入混合</translation>
    </message>
    <message>
        <source>Remove it from the gallery</source>
        <translation>从风格库中移除</translation>
    </message>
    <message>
        <source>Gallery of styles</source>
        <translation>风格库</translation>
    </message>
    <message>
        <source>Paintings that you drop gather here, each shown on your picture.</source>
        <translation>您拖入的画作会收集在这里，并直接显示在您的图片上。</translation>
    </message>
    <message>
        <source>Contact sheet…</source>
        <translation>样张…</translation>
    </message>
    <message>
        <source>Your photo in every style of the gallery, on one picture.</source>
        <translation>把您的照片以风格库中的每种风格排在一张图片上。</translation>
    </message>
</context>
<context>
    <name>imago::ui::HistoryStrip</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Every step with its picture: click one to go back to it.</source>
        <translation>每一步及其图片：点击即可回到该步。</translation>
    </message>
</context>
<context>
    <name>imago::ui::LabelledSlider</name>
    <message>
        <source>Unlock %1: randomising may change it again</source>
        <extracomment>%1 is a slider&apos;s name.</extracomment>
        <translation>解锁“%1”：随机化可以再次改变它</translation>
    </message>
    <message>
        <source>Lock %1: randomising leaves it as it is</source>
        <translation>锁定“%1”：随机化将保持其不变</translation>
    </message>
    <message>
        <source>What %1 changes</source>
        <translation>“%1”会改变什么</translation>
    </message>
    <message>
        <source>Value of %1</source>
        <translation>“%1”的数值</translation>
    </message>
    <message>
        <source>Links carry it by %1.</source>
        <translation>联动带来的变化：%1。</translation>
    </message>
    <message>
        <source>Edit value</source>
        <translation>编辑数值</translation>
    </message>
    <message>
        <source>Reset to %1</source>
        <translation>重置为 %1</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>What it changes…</source>
        <translation>它会改变什么…</translation>
    </message>
</context>
<context>
    <name>imago::ui::LookAroundPanel</name>
    <message>
        <source>This face</source>
        <translation>这张面孔</translation>
    </message>
    <message>
        <source>Variation %1: click to adopt it</source>
        <translation>变体 %1：点击采用</translation>
    </message>
    <message>
        <source>Adopt a variation</source>
        <translation>采用变体</translation>
    </message>
    <message>
        <source>Spread</source>
        <extracomment>How far the variations stray from the face in the middle.</extracomment>
        <translation>差异度</translation>
    </message>
    <message>
        <source>How much the neighbours differ from this face: from siblings to strangers.</source>
        <translation>相近面孔与这张面孔的差异程度：从兄弟姐妹到陌生人。</translation>
    </message>
    <message>
        <source>Other neighbours</source>
        <translation>换一批</translation>
    </message>
    <message>
        <source>Faces around this one</source>
        <translation>周围的面孔</translation>
    </message>
    <message>
        <source>Eight neighbours of this face appear here.</source>
        <translation>与这张面孔相近的八张面孔将显示在这里。</translation>
    </message>
</context>
<context>
    <name>imago::ui::LossPlot</name>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Curves of the losses over the steps</source>
        <translation>损失随步数变化的曲线</translation>
    </message>
    <message>
        <source>Log scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>Shows small values as clearly as large ones.</source>
        <translation>让小数值与大数值同样清楚。</translation>
    </message>
    <message>
        <source>Show all of the curves</source>
        <translation>显示全部曲线</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>0 shows every value, 99 only the trend.</source>
        <translation>0 显示每个数值，99 只显示趋势。</translation>
    </message>
</context>
<context>
    <name>imago::ui::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Portrait</source>
        <translation>肖像(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Picture size</source>
        <translation>图片尺寸(&amp;P)</translation>
    </message>
    <message>
        <source>Picture size %1</source>
        <translation>图片尺寸 %1</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1（位于 %2）</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>清空此列表(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Preparing the first face…</source>
        <translation>正在准备第一张面孔…</translation>
    </message>
    <message>
        <source>Move a slider to shape the face, or let the dice choose another one.</source>
        <translation>移动滑块来塑造面孔，或让骰子另选一张。</translation>
    </message>
    <message>
        <source>Drop a portrait here to find its place among the faces.</source>
        <translation>将肖像拖到这里，找到它在面孔世界中的位置。</translation>
    </message>
    <message>
        <source>Drop a picture of the studio to go on with it.</source>
        <translation>拖入工作室的图片即可继续创作。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Show the network&apos;s picture</source>
        <translation>显示网络的图片</translation>
    </message>
    <message>
        <source>Show the drawn picture</source>
        <translation>显示绘制的图片</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>撤销(&amp;U)：%1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>重做(&amp;R)：%1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>%1[*] – Imago Studio</source>
        <translation>%1[*] – Imago Studio</translation>
    </message>
    <message>
        <source>About Imago Studio</source>
        <translation>关于 Imago Studio</translation>
    </message>
    <message>
        <source>Imago Studio %1</source>
        <translation>Imago Studio %1</translation>
    </message>
    <message>
        <source>Shape faces with sliders: a renderer and a neural model of our own follow under your hand.

Free software under the GNU General Public License, version 3 or later. The head&apos;s shape comes from the MakeHuman community&apos;s CC0 data. No picture of a real person was used.</source>
        <translation>用滑块塑造面孔：我们自己的渲染器和神经模型随手而动。

本软件是自由软件，遵循 GNU 通用公共许可证第 3 版或更新版本。头部形状来自 MakeHuman 社区的 CC0 数据。未使用任何真人照片。</translation>
    </message>
    <message>
        <source>&amp;Randomise</source>
        <translation>随机(&amp;R)</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>肖像</translation>
    </message>
    <message>
        <source>Shape a face with sliders</source>
        <translation>用滑块塑造面孔</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Drop a portrait, a picture of the studio, a recipe or a project</source>
        <translation>拖入肖像、工作室的图片、配方或项目</translation>
    </message>
    <message>
        <source>Take the background away</source>
        <translation>去掉背景</translation>
    </message>
    <message>
        <source>Bring the background back</source>
        <translation>恢复背景</translation>
    </message>
</context>
<context>
    <name>imago::ui::ModelShelf</name>
    <message>
        <source>Models that you train or import appear here.</source>
        <translation>您训练或导入的模型会显示在这里。</translation>
    </message>
    <message>
        <source>No model has this in its name or tags.</source>
        <translation>没有模型的名称或标签包含此内容。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Rename the model</source>
        <translation>重命名模型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tags of the model</source>
        <translation>模型的标签</translation>
    </message>
    <message>
        <source>Words, parted by commas</source>
        <translation>用逗号分隔的词语</translation>
    </message>
    <message>
        <source>Filter by name or tag</source>
        <translation>按名称或标签筛选</translation>
    </message>
    <message>
        <source>Takes a model package in: an .imagomodel file, or a folder with a manifest.json.</source>
        <translation>导入模型包：.imagomodel 文件，或含 manifest.json 的文件夹。</translation>
    </message>
    <message>
        <source>Your models</source>
        <translation>您的模型</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s), %1</source>
        <translation>
            <numerusform>%n 个模型，%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted model(s), %1: bring one back, or make room.</source>
        <translation>
            <numerusform>%n 个已删除的模型，%1：可以恢复，或腾出空间。</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring back %1 (%2)</source>
        <extracomment>%1 is the name of a deleted model, %2 what it takes of the disk.</extracomment>
        <translation>恢复 %1（%2）</translation>
    </message>
    <message>
        <source>Delete all of them for good…</source>
        <translation>全部彻底删除…</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>彻底删除</translation>
    </message>
    <message numerus="yes">
        <source>%n deleted model(s) will be gone, with the trainings that made them. This can&apos;t be undone.</source>
        <translation>
            <numerusform>%n 个已删除的模型将连同产生它们的训练一起消失。此操作无法撤销。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>imago::ui::MoreOptions</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Mirroring</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>As the pictures suggest</source>
        <translation>按图片情况决定</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Mirrored, the pictures count twice. Never for text, logos and everything that has a left and a right; where left and right differ, it is found out before the training.</source>
        <translation>使用镜像后，图片数量加倍。文字、标志以及分左右的内容请选“从不”；训练前会检查左右是否有别。</translation>
    </message>
    <message>
        <source>Put transparent pictures on white</source>
        <translation>透明图片衬白底</translation>
    </message>
    <message>
        <source>The model then draws no transparency.</source>
        <translation>这样模型不会画出透明部分。</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Those in the folder</source>
        <translation>文件夹中的标签</translation>
    </message>
    <message>
        <source>Tables of labels (*.csv *.json);;All files (*)</source>
        <translation>标签表 (*.csv *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A table that lies elsewhere: a column of file names, the others are classes or numbers. You can drop it here.</source>
        <translation>位于别处的标签表：一列为文件名，其余为类别或数字。可以拖到这里。</translation>
    </message>
    <message>
        <source>Go on from a model</source>
        <translation>从已有模型继续</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>从头开始</translation>
    </message>
    <message>
        <source>Models (*.imagomodel manifest.json);;All files (*)</source>
        <translation>模型 (*.imagomodel manifest.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The training begins with this model&apos;s weights instead of random ones. You can drop a model or a finished training here.</source>
        <translation>训练从该模型的权重开始，而不是随机权重。可以把模型或已完成的训练拖到这里。</translation>
    </message>
</context>
<context>
    <name>imago::ui::NearestPairs</name>
    <message>
        <source>%1: the two look equal</source>
        <translation>%1：两者看上去相同</translation>
    </message>
    <message>
        <source>%1: %2 of the distance from an unseen picture to its nearest</source>
        <translation>%1：为未见图片到其最近图片距离的 %2 倍</translation>
    </message>
    <message>
        <source>Drawn, and below the training picture that it resembles most</source>
        <translation>生成的图片，下方为与其最相似的训练图片</translation>
    </message>
</context>
<context>
    <name>imago::ui::NoteCard</name>
    <message>
        <source>Can&apos;t be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>Their metadata forbids training: %1</source>
        <translation>元数据禁止训练：%1</translation>
    </message>
    <message>
        <source>The same file twice: %1</source>
        <translation>重复的文件：%1</translation>
    </message>
    <message>
        <source>Nearly the same as another: %1</source>
        <translation>与另一张几乎相同：%1</translation>
    </message>
    <message>
        <source>Smaller than the model&apos;s pictures: %1</source>
        <translation>小于模型图片：%1</translation>
    </message>
    <message>
        <source>Much wider or higher than the frame: %1</source>
        <translation>比画框宽得多或高得多：%1</translation>
    </message>
    <message>
        <source>Grey among colours, or the reverse: %1</source>
        <translation>彩色中的灰度图，或相反：%1</translation>
    </message>
    <message>
        <source>Transparent among opaque pictures, or the reverse: %1</source>
        <translation>不透明图片中的透明图，或相反：%1</translation>
    </message>
    <message>
        <source>Classes with fewer than 10 pictures: %1</source>
        <translation>图片少于 10 张的类别：%1</translation>
    </message>
    <message>
        <source>More labels than a model can learn: %1</source>
        <translation>标签多于模型所能学习的数量：%1</translation>
    </message>
    <message>
        <source>Too few pictures to train on: %1</source>
        <translation>可用于训练的图片太少：%1</translation>
    </message>
    <message>
        <source>In classes that are much smaller than the largest: %1</source>
        <translation>所属类别远小于最大类别：%1</translation>
    </message>
    <message>
        <source>Without a label, while others have one: %1</source>
        <translation>没有标签（其他图片有）：%1</translation>
    </message>
    <message>
        <source>Labels that name no picture: %1</source>
        <translation>找不到图片的标签：%1</translation>
    </message>
    <message>
        <source>Columns of the labels without use: %1</source>
        <translation>标签中没有用处的列：%1</translation>
    </message>
    <message>
        <source>Their left and right differ: %1</source>
        <translation>左右不同的图片：%1</translation>
    </message>
    <message>
        <source>They are not mirrored: the model would draw what they never show.</source>
        <translation>它们不会被镜像：否则模型会画出其中从未出现的样子。</translation>
    </message>
    <message>
        <source>They are mirrored all the same, as you chose.</source>
        <translation>按您的选择，仍然使用镜像。</translation>
    </message>
    <message>
        <source>Folders without permission: %1</source>
        <translation>没有权限的文件夹：%1</translation>
    </message>
    <message>
        <source>They are left out. Save them anew with another program, or fetch them again, to have them too.</source>
        <translation>它们被排除。如果也想用它们，请用别的程序重新保存，或重新获取一份。</translation>
    </message>
    <message>
        <source>They are used, because you said that you have the right to.</source>
        <translation>它们会被使用，因为您声明有权使用。</translation>
    </message>
    <message>
        <source>They are left out. The marks were found; their signatures were not checked.</source>
        <translation>它们会被排除。已发现标记，但未验证其签名。</translation>
    </message>
    <message>
        <source>Each is used once.</source>
        <translation>每张只使用一次。</translation>
    </message>
    <message>
        <source>They are used, and kept together when the model is tested on unseen pictures. Keep one of each in the folder if the model should not prefer them.</source>
        <translation>它们会被使用，在用未见过的图片测试模型时放在同一侧。如果不想让模型偏向它们，请在文件夹里每种只留一张。</translation>
    </message>
    <message>
        <source>They are enlarged and will look soft. A smaller model helps where there are many; a few are better left out, or replaced by larger copies.</source>
        <translation>它们会被放大，看起来模糊。数量多时，较小的模型更合适；只有几张时，最好排除它们，或换成更大的版本。</translation>
    </message>
    <message>
        <source>They are kept whole, with empty bars.</source>
        <translation>它们保持完整，两侧留空。</translation>
    </message>
    <message>
        <source>More than 40 % of each is cut off.</source>
        <translation>每张会被裁掉 40 % 以上。</translation>
    </message>
    <message>
        <source>They are used. One of the sliders will be about this difference; leave them out if you don&apos;t want it.</source>
        <translation>它们会被使用。其中一个滑块会表示这种差别；如果不需要，请排除它们。</translation>
    </message>
    <message>
        <source>They are used, and the model draws transparency. One of the sliders will be about this difference, unless all are put on white or these left out.</source>
        <translation>它们会被使用，模型会画出透明部分。其中一个滑块会表示这种差别，除非全部衬上白底，或排除它们。</translation>
    </message>
    <message>
        <source>All are put on white, so that they are alike.</source>
        <translation>全部衬上白底，彼此一致。</translation>
    </message>
    <message>
        <source>They are left out.</source>
        <translation>它们被排除。</translation>
    </message>
    <message>
        <source>So few pictures don&apos;t show what a class is, and no slider is found inside it. Without labels the model learns from all of them together.</source>
        <translation>这么少的图片无法体现一个类别的特征，也无法在类别内找到滑块。不用标签时，模型会从所有图片中一起学习。</translation>
    </message>
    <message>
        <source>They don&apos;t matter: labels are not used.</source>
        <translation>没有关系：不使用标签。</translation>
    </message>
    <message>
        <source>Nothing can be trained until labels are put together or switched off.</source>
        <translation>需要先合并标签或关闭标签，才能训练。</translation>
    </message>
    <message>
        <source>Nothing can be trained: a model needs two pictures at least that are not left out.</source>
        <translation>无法训练：模型至少需要两张没有被排除的图片。</translation>
    </message>
    <message>
        <source>The model will know these classes less well: add pictures of them, or join them with others.</source>
        <translation>模型对这些类别了解较少：请增加它们的图片，或与其他类别合并。</translation>
    </message>
    <message>
        <source>They are used without a label: name them in the table, or move them into the folder of a class.</source>
        <translation>它们会在没有标签的情况下使用：请在表格中写上它们，或移到某个类别的文件夹里。</translation>
    </message>
    <message>
        <source>They are passed over: look whether file names changed.</source>
        <translation>它们会被跳过：请检查文件名是否改过。</translation>
    </message>
    <message>
        <source>They are passed over: without a name, the same everywhere, another text for every picture, or words beside the class.</source>
        <translation>它们会被跳过：没有名称、处处相同、每张图片文字各不相同，或是类别之外的文字。</translation>
    </message>
    <message>
        <source>Colours are varied. More pictures would help still more.</source>
        <translation>颜色会变化。更多图片会更有帮助。</translation>
    </message>
    <message>
        <source>A model learns so few by heart. Varied colours help; more pictures help more.</source>
        <translation>这么少的图片会被模型死记下来。变化颜色有帮助，更多图片帮助更大。</translation>
    </message>
    <message>
        <source>They are passed over: get the permission to read them, then drop the folder again.</source>
        <translation>它们被跳过：请取得读取权限，然后重新拖入文件夹。</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>排除它们</translation>
    </message>
    <message>
        <source>Use them</source>
        <translation>使用它们</translation>
    </message>
    <message>
        <source>Put all on white</source>
        <translation>全部衬白底</translation>
    </message>
    <message>
        <source>Keep transparency</source>
        <translation>保留透明</translation>
    </message>
    <message>
        <source>I have the right: use them</source>
        <translation>我有权使用：使用它们</translation>
    </message>
    <message>
        <source>Fill the frame</source>
        <translation>填满画框</translation>
    </message>
    <message>
        <source>Keep them whole</source>
        <translation>保持完整</translation>
    </message>
    <message>
        <source>Leave colours as they are</source>
        <translation>保持颜色不变</translation>
    </message>
    <message>
        <source>Vary colours</source>
        <translation>变化颜色</translation>
    </message>
    <message>
        <source>Train without labels</source>
        <translation>不用标签训练</translation>
    </message>
    <message>
        <source>Use labels</source>
        <translation>使用标签</translation>
    </message>
    <message>
        <source>They are used, where the data set&apos;s own parts for training and testing have them. Keep one of each in the folder if the model should not prefer them.</source>
        <translation>它们会被使用，按数据集自己划分的训练和测试部分。如果不想让模型偏向它们，请在文件夹里每种只留一张。</translation>
    </message>
    <message>
        <source>Train at %1 × %2 px</source>
        <translation>以 %1 × %2 像素训练</translation>
    </message>
    <message>
        <source>Train at %1 px</source>
        <translation>以 %1 像素训练</translation>
    </message>
    <message>
        <source>Don&apos;t mirror them</source>
        <translation>不使用镜像</translation>
    </message>
    <message>
        <source>Mirror them all the same</source>
        <translation>仍然使用镜像</translation>
    </message>
    <message>
        <source>Few pictures: %1</source>
        <translation>图片较少：%1</translation>
    </message>
</context>
<context>
    <name>imago::ui::Notice</name>
    <message>
        <source>Details…</source>
        <translation>详细信息…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>imago::ui::OrderPanel</name>
    <message>
        <source>Press to choose another folder.</source>
        <translation>点击选择其他文件夹。</translation>
    </message>
    <message>
        <source>Your pictures</source>
        <translation>您的图片</translation>
    </message>
    <message>
        <source>Drop a folder here, or press to choose one.</source>
        <translation>将文件夹拖到这里，或点击选择。</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>A generator and a discriminator train against each other: crisp pictures. It wants more pictures and more time.</source>
        <translation>生成器与判别器相互对抗训练：图片清晰，但需要更多图片和更多时间。</translation>
    </message>
    <message>
        <source>An encoder and a decoder: every picture of yours gets a place on the sliders, soon. Its pictures are a little soft.</source>
        <translation>编码器与解码器：您的每张图片很快就能在滑块上找到位置，画面略微柔和。</translation>
    </message>
    <message>
        <source>This size wants a graphics card.</source>
        <translation>这个尺寸需要显卡。</translation>
    </message>
    <message>
        <source>Twice the side takes about four times as long.</source>
        <translation>边长加倍，时间大约变为四倍。</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Begins when the trainings before it have ended.</source>
        <translation>前面的训练结束后开始。</translation>
    </message>
    <message>
        <source>Trains in a process of its own: you can go on working, and close the window.</source>
        <translation>在独立的进程中训练：您可以继续工作，也可以关闭窗口。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>First sliders in 10 minutes</source>
        <translation>10 分钟得到第一批滑块</translation>
    </message>
    <message>
        <source>A coffee: 20 minutes</source>
        <translation>一杯咖啡：20 分钟</translation>
    </message>
    <message>
        <source>An hour</source>
        <translation>一小时</translation>
    </message>
    <message>
        <source>Overnight: 8 hours</source>
        <translation>一整夜：8 小时</translation>
    </message>
    <message>
        <source>Kind of model</source>
        <translation>模型类型</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>GAN</source>
        <translation>GAN</translation>
    </message>
    <message>
        <source>Variational auto-encoder</source>
        <translation>变分自编码器</translation>
    </message>
    <message>
        <source>Generative adversarial network</source>
        <translation>生成对抗网络</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>Size of the model&apos;s pictures</source>
        <translation>模型图片的尺寸</translation>
    </message>
    <message>
        <source>By your pictures</source>
        <translation>由图片决定</translation>
    </message>
    <message>
        <source>Fill the frame</source>
        <translation>填满画框</translation>
    </message>
    <message>
        <source>Keep it whole</source>
        <translation>保持完整</translation>
    </message>
    <message>
        <source>The middle of each picture; what does not fit is cut off.</source>
        <translation>取每张图片的中间部分，放不下的部分会被裁掉。</translation>
    </message>
    <message>
        <source>Nothing is cut off; the rest of the frame stays empty.</source>
        <translation>不裁剪，画框的其余部分留空。</translation>
    </message>
    <message>
        <source>How pictures of another shape get into the frame</source>
        <translation>其他形状的图片如何放入画框</translation>
    </message>
    <message>
        <source>Use labels</source>
        <translation>使用标签</translation>
    </message>
    <message>
        <source>Sub-folders and tables of labels tell the model classes and numbers. Without them it learns from all pictures together and finds its sliders by itself.</source>
        <translation>子文件夹和标签表会告诉模型类别与数值。不用它们时，模型会从所有图片中一起学习，并自行找到滑块。</translation>
    </message>
    <message>
        <source>Vary brightness and colour</source>
        <translation>变化亮度与颜色</translation>
    </message>
    <message>
        <source>Helps where there are few pictures; the model&apos;s colours then vary more than yours.</source>
        <translation>图片较少时有帮助；模型的颜色会比您的图片变化更大。</translation>
    </message>
    <message>
        <source>Use reserved pictures: I have the right</source>
        <translation>使用受保留的图片：我有权使用</translation>
    </message>
    <message>
        <source>Pictures whose metadata forbids training are left out unless you state that you may.</source>
        <translation>元数据禁止训练的图片会被排除，除非您声明有权使用。</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>Write the longer side, or width × height: multiples of 8 from 32 to 512.</source>
        <translation>请填写长边，或 宽 × 高：均为 32 到 512 之间 8 的倍数。</translation>
    </message>
    <message>
        <source>The longer side; the other one follows your pictures where most have one shape. Or write any width × height. By your pictures it is 64 px, or less where they are smaller.</source>
        <translation>较长的一边；多数图片形状一致时，另一边随图片而定。也可以写任意的宽 × 高。“由图片决定”时为 64 像素，图片较小时则更小。</translation>
    </message>
</context>
<context>
    <name>imago::ui::PictureFileForm</name>
    <message>
        <source>Exact, for going on with it.</source>
        <translation>无损，便于继续处理。</translation>
    </message>
    <message>
        <source>Small, for photographs; no transparency.</source>
        <translation>文件小，适合照片；不支持透明。</translation>
    </message>
    <message>
        <source>Small, for the web.</source>
        <translation>文件小，适合网页。</translation>
    </message>
    <message>
        <source>Exact, for print.</source>
        <translation>无损，适合印刷。</translation>
    </message>
    <message>
        <source>8 bits a channel</source>
        <translation>每通道 8 位</translation>
    </message>
    <message>
        <source>16 bits a channel</source>
        <translation>每通道 16 位</translation>
    </message>
    <message>
        <source>Without loss</source>
        <translation>无损</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Higher is finer and larger.</source>
        <translation>越高越精细，文件也越大。</translation>
    </message>
    <message>
        <source> dpi</source>
        <extracomment>Dots per inch.</extracomment>
        <translation> dpi</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>位深</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
</context>
<context>
    <name>imago::ui::PortraitPanel</name>
    <message>
        <source>No slider matches “%1”.</source>
        <translation>没有与“%1”匹配的滑块。</translation>
    </message>
    <message>
        <source>Find a slider</source>
        <translation>查找滑块</translation>
    </message>
    <message>
        <source>Linked: gender and age carry along brows, lips, stubble, hair line, grey and wrinkles</source>
        <translation>已联动：性别和年龄会带动眉毛、嘴唇、胡茬、发际线、白发和皱纹</translation>
    </message>
    <message>
        <source>Not linked: every slider moves alone</source>
        <translation>未联动：每个滑块单独移动</translation>
    </message>
    <message>
        <source>Fold all groups</source>
        <translation>折叠所有分组</translation>
    </message>
    <message>
        <source>Unfold all groups</source>
        <translation>展开所有分组</translation>
    </message>
</context>
<context>
    <name>imago::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Picture size of new faces</source>
        <translation>新面孔的图片尺寸(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Go on where I left off</source>
        <translation>从上次离开处继续(&amp;G)</translation>
    </message>
    <message>
        <source>Load the &amp;neural model</source>
        <translation>加载神经模型(&amp;N)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The neural model reads portraits that are dropped in, and paints styles. While sliders move it draws the drafts only where its own quality report says that it is good enough for them; otherwise the renderer does. This choice takes effect at the next start.</source>
        <translation>神经模型读取拖入的肖像，并绘制风格。移动滑块时，仅当模型自带的质量报告表明其足够好时才由它绘制草图，否则由渲染器绘制。此选项在下次启动时生效。</translation>
    </message>
</context>
<context>
    <name>imago::ui::PreflightView</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Looking through the pictures</source>
        <translation>正在查看图片</translation>
    </message>
    <message>
        <source>Looking through the pictures…</source>
        <translation>正在查看图片…</translation>
    </message>
    <message>
        <source>%1 can be used</source>
        <translation>可用 %1 张</translation>
    </message>
    <message>
        <source>%1 × %2 to %3 × %4 px</source>
        <translation>%1 × %2 至 %3 × %4 像素</translation>
    </message>
    <message>
        <source>Takes %1 of disk and up to %2 of memory while the pictures are prepared.</source>
        <translation>准备图片时占用 %1 磁盘空间和最多 %2 内存。</translation>
    </message>
    <message>
        <source>Nothing to be mended.</source>
        <translation>没有需要处理的问题。</translation>
    </message>
    <message>
        <source>Leaves the measuring of a few steps; you can train without it.</source>
        <translation>不再测量这几步；不测量也可以训练。</translation>
    </message>
    <message>
        <source>Measuring a few steps, to tell what it takes on this computer…</source>
        <translation>正在测量几步，以得知在这台电脑上需要多少时间…</translation>
    </message>
    <message>
        <source>Measured on this computer: %1 pictures a second, %2 of memory; preparing takes %3. As a rule of thumb, first sliders after %4 and a good model after %5; in %6 it sees %7 pictures.</source>
        <translation>在这台电脑上实测：每秒 %1 张图片，占用内存 %2；准备图片需 %3。按经验，约 %4 后出现最初的滑块，约 %5 后得到较好的模型；%6 内它会看到 %7 张图片。</translation>
    </message>
    <message>
        <source>The memory that is free does not suffice for a training: close other programs, or choose a smaller size.</source>
        <translation>可用内存不足以进行训练：请关闭其他程序，或选择较小的尺寸。</translation>
    </message>
    <message>
        <source>The memory that is free suffices for %1 pictures a step instead of %2: close other programs, or choose a smaller size.</source>
        <translation>可用内存只够每步 %1 张图片，而不是 %2 张：请关闭其他程序，或选择较小的尺寸。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s), %1 of them looked at</source>
        <translation>
            <numerusform>%Ln 张图片，已查看其中 %1 张</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln 个类别</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) with numbers</source>
        <translation>
            <numerusform>%Ln 个数值标签</numerusform>
        </translation>
    </message>
    <message>
        <source>The model&apos;s pictures: %1 × %2 px</source>
        <translation>模型的图片：%1 × %2 像素</translation>
    </message>
    <message>
        <source>%1 (small, as half of yours have %2 px or less)</source>
        <translation>%1（较小，因为您的图片有一半不超过 %2 像素）</translation>
    </message>
    <message>
        <source>%1, in the shape of the model that it goes on from</source>
        <translation>%1，与所延续模型的形状相同</translation>
    </message>
    <message>
        <source>%1, because yours agree in no shape</source>
        <translation>%1，因为您的图片形状不一</translation>
    </message>
    <message>
        <source>%1 % of yours</source>
        <translation>您的图片中有 %1 %</translation>
    </message>
    <message>
        <source>%1 % of %2 that were looked at</source>
        <translation>看过的 %2 张中有 %1 %</translation>
    </message>
    <message>
        <source>%1, because %2 are about %3 times as high as wide</source>
        <translation>%1，因为%2的高约为宽的 %3 倍</translation>
    </message>
    <message>
        <source>%1, because %2 are about %3 times as wide as high</source>
        <translation>%1，因为%2的宽约为高的 %3 倍</translation>
    </message>
    <message>
        <source>%1, because %2 are about square</source>
        <translation>%1，因为%2大致是正方形</translation>
    </message>
    <message>
        <source>Train without labels</source>
        <translation>不用标签训练</translation>
    </message>
</context>
<context>
    <name>imago::ui::PresetsPanel</name>
    <message>
        <source>Put it on this face</source>
        <translation>应用到这张面孔</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>造型</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>造型</translation>
    </message>
    <message>
        <source>Save what the face does: mouth, brows, eyes</source>
        <translation>保存面部动作：嘴、眉、眼</translation>
    </message>
    <message>
        <source>Save hair, beard, glasses, make-up and other details</source>
        <translation>保存头发、胡须、眼镜、妆容及其他细节</translation>
    </message>
    <message>
        <source>Name of a new preset</source>
        <translation>新预设的名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>保存为预设</translation>
    </message>
    <message>
        <source>Keep this face&apos;s expression or look, to put it on other faces.</source>
        <translation>保存这张面孔的表情或造型，以便应用到其他面孔。</translation>
    </message>
    <message>
        <source>Save the preset %1</source>
        <translation>保存预设“%1”</translation>
    </message>
    <message>
        <source>Remove the preset %1</source>
        <translation>移除预设“%1”</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace the preset</source>
        <translation>替换预设</translation>
    </message>
    <message>
        <source>A preset has this name already: it becomes what this face shows.</source>
        <translation>已有同名预设：它将变为这张脸的样子。</translation>
    </message>
</context>
<context>
    <name>imago::ui::QualityBar</name>
    <message>
        <source>A style of this mix can only be painted at once.</source>
        <translation>此混合中有一种风格只能即时绘制。</translation>
    </message>
    <message>
        <source>Painted at once, in any size.</source>
        <translation>即时绘制，尺寸不限。</translation>
    </message>
    <message>
        <source>Improves for some seconds. Watch it, and stop it where you like it.</source>
        <translation>持续改进数秒。您可以观看，并在满意时停止。</translation>
    </message>
    <message>
        <source>Improves for a minute or two, for large prints.</source>
        <translation>持续改进一两分钟，适合大幅打印。</translation>
    </message>
    <message>
        <source>Instant</source>
        <translation>即时</translation>
    </message>
    <message>
        <source>Refined</source>
        <translation>精细</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>The networks paint the picture in one go.</source>
        <translation>网络一次性绘制图片。</translation>
    </message>
    <message>
        <source>The picture itself is improved, brush stroke by brush stroke.</source>
        <translation>逐笔改进图片本身。</translation>
    </message>
    <message>
        <source>As refined, with finer strokes for large pictures.</source>
        <translation>与精细相同，大图的笔触更细。</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Another number, other strokes.</source>
        <translation>换一个数字，笔触就不同。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Enough</source>
        <translation>就这样</translation>
    </message>
    <message>
        <source>Stop here and keep the picture as it is.</source>
        <translation>在此停止，保留现在的图片。</translation>
    </message>
</context>
<context>
    <name>imago::ui::RandomiseBar</name>
    <message>
        <source>Seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Change truncation</source>
        <translation>更改截断值</translation>
    </message>
    <message>
        <source>New person, same sliders</source>
        <translation>换一个人，滑块不变</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>种子(&amp;S)</translation>
    </message>
    <message>
        <source>Randomise</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>A new face from a new seed; locked sliders stay as they are.</source>
        <translation>用新种子生成新面孔；已锁定的滑块保持不变。</translation>
    </message>
    <message>
        <source>&amp;Unlocked sliders</source>
        <translation>未锁定的滑块(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Everything, locked too</source>
        <translation>全部，包括已锁定的(&amp;E)</translation>
    </message>
    <message>
        <source>E&amp;xpression only</source>
        <translation>仅表情(&amp;X)</translation>
    </message>
    <message>
        <source>New &amp;person, same sliders</source>
        <translation>换一个人，滑块不变(&amp;P)</translation>
    </message>
    <message>
        <source>Truncation</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>How far faces may stray from the mean face: 0 is the mean face, 1 the variety of a crowd.</source>
        <translation>面孔可偏离平均脸的程度：0 为平均脸，1 为人群的多样性。</translation>
    </message>
</context>
<context>
    <name>imago::ui::RegionBar</name>
    <message>
        <source>Invert the region</source>
        <translation>反选区域</translation>
    </message>
    <message>
        <source>Style the whole picture</source>
        <translation>整幅图片使用风格</translation>
    </message>
    <message>
        <source>Shift turns the brush around; [ and ] change its size.</source>
        <translation>按住 Shift 可反转画笔；[ 和 ] 调整大小。</translation>
    </message>
    <message>
        <source>The whole picture wears the style.</source>
        <translation>整幅图片都使用风格。</translation>
    </message>
    <message>
        <source>A part of the picture wears the style.</source>
        <translation>图片的一部分使用风格。</translation>
    </message>
    <message>
        <source>Brush the style on (B)</source>
        <translation>用画笔涂上风格 (B)</translation>
    </message>
    <message>
        <source>Brush the style away (E)</source>
        <translation>用画笔擦去风格 (E)</translation>
    </message>
    <message>
        <source>Invert the region (Ctrl+I)</source>
        <translation>反选区域 (Ctrl+I)</translation>
    </message>
    <message>
        <source>Use a picture as the region: white wears the style, black does not</source>
        <translation>用图片作为区域：白色处使用风格，黑色处不使用</translation>
    </message>
    <message>
        <source>Style the whole picture again</source>
        <translation>重新让整幅图片使用风格</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>画笔大小</translation>
    </message>
    <message>
        <source>In hundredths of the photo&apos;s longer side.</source>
        <translation>以照片长边的百分之一为单位。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>柔和度</translation>
    </message>
    <message>
        <source>How gently the brush&apos;s edge fades out.</source>
        <translation>画笔边缘淡出的柔和程度。</translation>
    </message>
</context>
<context>
    <name>imago::ui::Remedy</name>
    <message>
        <source>Start anew with augmentation</source>
        <translation>使用数据增强重新开始</translation>
    </message>
    <message>
        <source>Start anew with stronger variety</source>
        <translation>以更强的多样性重新开始</translation>
    </message>
    <message>
        <source>Start anew with a smaller learning rate</source>
        <translation>以更小的学习率重新开始</translation>
    </message>
    <message>
        <source>Start anew with varied colours</source>
        <translation>使用颜色变化重新开始</translation>
    </message>
    <message>
        <source>Start anew with half the batch</source>
        <translation>用一半的批量重新开始</translation>
    </message>
</context>
<context>
    <name>imago::ui::RunList</name>
    <message>
        <source>Your trainings appear here: those that run, those that wait, and those that are done.</source>
        <translation>您的训练显示在这里：进行中的、排队的和已完成的。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Show the training&apos;s folder</source>
        <translation>显示训练文件夹</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>训练列表</translation>
    </message>
</context>
<context>
    <name>imago::ui::RunText</name>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>KL divergence</source>
        <translation>KL 散度</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Fooled</source>
        <translation>骗过</translation>
    </message>
    <message>
        <source>Critic</source>
        <translation>评判器</translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation>判别器</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>On real</source>
        <translation>对真图</translation>
    </message>
    <message>
        <source>On drawn</source>
        <translation>对生成图</translation>
    </message>
    <message>
        <source>Class of real</source>
        <translation>真实图的类别</translation>
    </message>
    <message>
        <source>Class of drawn</source>
        <translation>生成图的类别</translation>
    </message>
    <message>
        <source>Pairs apart</source>
        <translation>成对差异</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>惩罚</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>多样性</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出集</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>部位</translation>
    </message>
    <message>
        <source>The discriminator tells every drawn picture from a real one, so that the generator learns nothing from it. More pictures help, and so do mirroring and varied colours.</source>
        <translation>判别器能分辨每一张画出的图片，生成器因此学不到东西。增加图片、使用镜像和变化颜色都有帮助。</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Preparing the pictures</source>
        <translation>正在准备图片</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Ended early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1 · step %2 of %3</source>
        <translation>%1 · 第 %2 步，共 %3 步</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · 剩余 %2</translation>
    </message>
    <message>
        <source>The training&apos;s process was ended from outside, probably for lack of memory, unless the computer was switched off. Nothing before its last checkpoint is lost. Resume goes on from there.</source>
        <translation>训练进程被外部结束，多半是因为内存不足，除非电脑被关闭了。最后一个检查点之前的内容没有丢失。“继续训练”从那里接着进行。</translation>
    </message>
    <message>
        <source>The training&apos;s process was ended from outside before its first checkpoint, probably for lack of memory, unless the computer was switched off. Resume begins again.</source>
        <translation>训练进程在第一个检查点之前被外部结束，多半是因为内存不足，除非电脑被关闭了。“继续训练”将重新开始。</translation>
    </message>
    <message>
        <source>Half the batch takes less memory. Its steps are others, so that it is another training, which begins anew.</source>
        <translation>一半的批量占用更少的内存。由于每一步都不同，那是另一次训练，会从头开始。</translation>
    </message>
    <message>
        <source>The training could not be started.</source>
        <translation>无法开始训练。</translation>
    </message>
    <message>
        <source>The training could not be started: %1</source>
        <translation>无法开始训练：%1</translation>
    </message>
    <message>
        <source>Judge of portraits</source>
        <translation>肖像评判器</translation>
    </message>
    <message>
        <source>There was not enough memory for this training. Choose smaller pictures or a smaller batch, or close other programs, then try again.</source>
        <translation>内存不足，无法进行这次训练。请选择较小的图片或较小的批量，或关闭其他程序，然后重试。</translation>
    </message>
    <message>
        <source>Another process of this training, or its device, no longer answers. Nothing before the last checkpoint is lost: start all of them again.</source>
        <translation>这次训练的另一个进程或其设备不再响应。最后一个检查点之前的内容没有丢失：请重新启动所有进程。</translation>
    </message>
    <message>
        <source>The training&apos;s numbers are no longer finite. Nothing before the last checkpoint is lost; begin anew with a smaller learning rate.</source>
        <translation>训练中的数值已不再有限。最后一个检查点之前的内容没有丢失；请用较小的学习率重新开始。</translation>
    </message>
    <message>
        <source>Encoder of portraits</source>
        <translation>肖像编码器</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>肖像</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>细节</translation>
    </message>
    <message>
        <source>Sliders</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>The drawn pictures become alike: the model has found a few that pass and draws only those. Stop it and start anew with stronger variety; more pictures help too.</source>
        <translation>画出的图片变得相似：模型找到了几张能过关的图，只画它们。请停止，然后以更强的多样性重新开始；增加图片也有帮助。</translation>
    </message>
    <message>
        <source>The model began to learn its pictures by heart, so the training ended early. More pictures help, and so do mirroring and varied colours.</source>
        <translation>模型开始死记图片，因此训练提前结束。增加图片、使用镜像和变化颜色都有帮助。</translation>
    </message>
    <message>
        <source>What the model draws went ever further away from pictures that it does not know, so the training ended early. Start anew with a smaller learning rate.</source>
        <translation>模型绘制的图片与它没有见过的图片相差越来越远，因此训练提前结束。请以较小的学习率重新开始。</translation>
    </message>
    <message>
        <source>The memory did not suffice, so the training goes on with fewer pictures a step. Closing other programs helps, and so does a smaller size.</source>
        <translation>内存不足，因此训练以每步更少的图片继续。关闭其他程序或缩小尺寸会有帮助。</translation>
    </message>
    <message>
        <source>The training lost its balance once and goes on from its last checkpoint with smaller steps. Nothing is to be done, unless it happens again.</source>
        <translation>训练曾一度失衡，现从最后一个检查点以更小的步长继续。除非再次发生，否则无需处理。</translation>
    </message>
    <message>
        <source>Finding its sliders</source>
        <translation>正在寻找滑块</translation>
    </message>
    <message>
        <source>The disk became full while the training saved. Nothing before its last checkpoint is lost: free some space, then resume.</source>
        <translation>训练保存时磁盘已满。最后一个检查点之前的内容没有丢失：请腾出一些空间，然后继续。</translation>
    </message>
    <message>
        <source>%1 % of its pictures lie among real ones</source>
        <translation>它的图片有 %1 % 落在真实图片之中</translation>
    </message>
    <message>
        <source>%1 % of the real ones among its own</source>
        <translation>真实图片有 %1 % 落在它的图片之中</translation>
    </message>
    <message>
        <source>variety %1 % of real ones</source>
        <translation>多样性为真实图片的 %1 %</translation>
    </message>
    <message>
        <source>class recognised in %1 %</source>
        <translation>类别识别率 %1 %</translation>
    </message>
    <message>
        <source>Frechet distance %1, kernel distance %2</source>
        <translation>Fréchet 距离 %1，核距离 %2</translation>
    </message>
    <message>
        <source>copies training pictures</source>
        <translation>会复制训练图片</translation>
    </message>
    <message>
        <source>no sign of copies</source>
        <translation>没有复制的迹象</translation>
    </message>
    <message>
        <source>none looks equal to a training picture (too few held out for more)</source>
        <translation>没有与训练图片相同的（留出图片太少，无法进一步判断）</translation>
    </message>
    <message>
        <source>too few held-out pictures to tell copies</source>
        <translation>留出的图片太少，无法判断是否复制</translation>
    </message>
    <message>
        <source>Measured on %1 drawn pictures against %2 %3.</source>
        <translation>用 %1 张生成的图片与 %2 张%3相比测得。</translation>
    </message>
    <message>
        <source>held-out pictures</source>
        <translation>留出图片</translation>
    </message>
    <message>
        <source>training pictures</source>
        <translation>训练图片</translation>
    </message>
    <message>
        <source>Seen by: %1</source>
        <translation>测量所用网络：%1</translation>
    </message>
    <message>
        <source>Frechet distance in its features: %1 (no FID: that is Inception&apos;s)</source>
        <translation>其特征中的 Fréchet 距离：%1（并非 FID：那是用 Inception 测的）</translation>
    </message>
    <message>
        <source>Kernel distance in its features: %1 ± %2 (0: as real pictures)</source>
        <translation>其特征中的核距离：%1 ± %2（0：与真实图片一样）</translation>
    </message>
    <message>
        <source>Pictures that look equal to a training picture: %1</source>
        <translation>看上去与某张训练图片相同的图片：%1</translation>
    </message>
    <message>
        <source>Three-sample test for copies: %1 (below %2: copies)</source>
        <translation>三样本复制检验：%1（低于 %2 即为复制）</translation>
    </message>
    <message>
        <source>It takes %1 held-out pictures to tell whether a model copies, and how many pictures lie among each other: train on more pictures.</source>
        <translation>需要 %1 张留出的图片，才能判断模型是否复制，以及有多少图片彼此相近：请用更多图片训练。</translation>
    </message>
    <message>
        <source>The model copies training pictures. More pictures help, a shorter training does, and so do mirroring and varied colours.</source>
        <translation>模型会复制训练图片。更多图片、更短的训练、镜像和颜色变化都有帮助。</translation>
    </message>
    <message>
        <source>These figures were measured with other pictures than the model was trained on, or with them prepared otherwise.</source>
        <translation>这些数字不是用训练该模型的图片测得的，或者这些图片的准备方式不同。</translation>
    </message>
    <message>
        <source>The network that measured was also in the training&apos;s losses, so the figures flatter the model. imago learn-classes makes a judge of its own, and imago evaluate --judge --store measures with it.</source>
        <translation>测量所用的网络也参与了训练的损失，因此这些数字偏高。imago learn-classes 可训练独立的评判网络，imago evaluate --judge --store 用它来测量。</translation>
    </message>
    <message>
        <source>The newest checkpoint was damaged, so the training goes on from the one before. Nothing is to be done: the steps since are trained again.</source>
        <translation>最新的检查点已损坏，训练从前一个检查点继续。无需处理：其后的步骤会重新训练。</translation>
    </message>
    <message>
        <source>Stopping at a checkpoint</source>
        <translation>正在保存检查点，随后停止</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>特征点</translation>
    </message>
</context>
<context>
    <name>imago::ui::RunView</name>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>%1 · %2 pictures a second</source>
        <translation>%1 · 每秒 %2 张图片</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Lets the training go on where it was held.</source>
        <translation>让训练从暂停处继续。</translation>
    </message>
    <message>
        <source>Holds the training at once; it keeps its memory.</source>
        <translation>立即暂停训练，内存保留。</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>It begins when the trainings before it have ended.</source>
        <translation>前面的训练结束后，它就会开始。</translation>
    </message>
    <message>
        <source>The first samples appear here after the first checkpoint.</source>
        <translation>第一个检查点之后，这里会出现第一批样本。</translation>
    </message>
    <message>
        <source>There are no samples: it ended before its first checkpoint.</source>
        <translation>没有样本：它在第一个检查点之前结束了。</translation>
    </message>
    <message>
        <source>The curves begin with the training&apos;s first report.</source>
        <translation>曲线从训练的第一次报告开始。</translation>
    </message>
    <message>
        <source>There are no curves: it ended before its first report.</source>
        <translation>没有曲线：它在第一次报告之前结束了。</translation>
    </message>
    <message>
        <source>Change the order</source>
        <translation>修改训练设置</translation>
    </message>
    <message>
        <source>Brings its pictures and settings back into &quot;New training&quot;. This one stays.</source>
        <translation>把它的图片和设置放回“新训练”中。这次训练保留。</translation>
    </message>
    <message>
        <source>Saves a checkpoint and ends. Resume goes on from it, to the same result.</source>
        <translation>保存检查点后结束。“继续训练”从该点接着进行，结果相同。</translation>
    </message>
    <message>
        <source>Goes on from the newest checkpoint.</source>
        <translation>从最新的检查点继续。</translation>
    </message>
    <message>
        <source>Open in explorer</source>
        <translation>在探索室中打开</translation>
    </message>
    <message>
        <source>Moves this model by its sliders.</source>
        <translation>用滑块操纵这个模型。</translation>
    </message>
    <message>
        <source>Show the training&apos;s folder</source>
        <translation>显示训练文件夹</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Quality of the model&apos;s pictures</source>
        <translation>模型图片的质量</translation>
    </message>
    <message>
        <source>Orders another training of the same pictures with the same settings but for this. This one stays.</source>
        <translation>用同样的图片和设置再安排一次训练，仅更改这一项。现有的训练保留不变。</translation>
    </message>
</context>
<context>
    <name>imago::ui::SampleWall</name>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Watch it learn</source>
        <translation>观看学习过程</translation>
    </message>
    <message>
        <source>History of the samples</source>
        <translation>样本历史</translation>
    </message>
    <message>
        <source>Drag through the training&apos;s history.</source>
        <translation>拖动以浏览训练历史。</translation>
    </message>
    <message>
        <source>What the model draws</source>
        <translation>模型所画的内容</translation>
    </message>
</context>
<context>
    <name>imago::ui::SeedEdit</name>
    <message>
        <source>Seed</source>
        <extracomment>The number that a random face is drawn from; not a plant&apos;s.</extracomment>
        <translation>种子</translation>
    </message>
    <message>
        <source>The number that this face was drawn from. The same seed gives the same face.</source>
        <translation>生成这张面孔所用的数字。相同的种子得到相同的面孔。</translation>
    </message>
    <message>
        <source>Roll a new seed</source>
        <translation>掷出新种子</translation>
    </message>
    <message>
        <source>Copy the seed</source>
        <translation>复制种子</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>In the seed&apos;s field, where a face was drawn from no seed; very short.</extracomment>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>imago::ui::Session</name>
    <message>
        <source>Change %1</source>
        <translation>更改%1</translation>
    </message>
    <message>
        <source>Randomise expression</source>
        <translation>随机表情</translation>
    </message>
    <message>
        <source>Randomise unlocked</source>
        <translation>随机未锁定项</translation>
    </message>
    <message>
        <source>Randomise everything</source>
        <translation>全部随机</translation>
    </message>
</context>
<context>
    <name>imago::ui::ShapeSection</name>
    <message>
        <source>Change %1</source>
        <translation>更改%1</translation>
    </message>
    <message>
        <source>Shape of the head</source>
        <translation>头部形状</translation>
    </message>
    <message>
        <source>Reset the shape to the mean head</source>
        <translation>将形状重置为平均头型</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置%1</translation>
    </message>
</context>
<context>
    <name>imago::ui::ShortcutsDialog</name>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>+  −</source>
        <translation>+  −</translation>
    </message>
    <message>
        <source>Zoom in and out</source>
        <translation>放大和缩小</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Space + drag, middle button, arrows</source>
        <translation>空格 + 拖动、中键、方向键</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>移动图片</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Between fitted and actual size</source>
        <translation>在适应窗口与实际大小之间切换</translation>
    </message>
    <message>
        <source>Hold C</source>
        <translation>按住 C</translation>
    </message>
    <message>
        <source>Show the reference</source>
        <translation>显示参考图</translation>
    </message>
    <message>
        <source>[  ]</source>
        <translation>[  ]</translation>
    </message>
    <message>
        <source>Move the divider of the split view</source>
        <translation>移动分屏的分隔线</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>Take the picture to another program</source>
        <translation>将图片带到其他程序</translation>
    </message>
    <message>
        <source>Left  Right, wheel</source>
        <translation>左  右、滚轮</translation>
    </message>
    <message>
        <source>One step</source>
        <translation>一步</translation>
    </message>
    <message>
        <source>Page Up  Page Down</source>
        <translation>Page Up  Page Down</translation>
    </message>
    <message>
        <source>Ten steps</source>
        <translation>十步</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Shift + 拖动</translation>
    </message>
    <message>
        <source>Fine steps</source>
        <translation>精细步进</translation>
    </message>
    <message>
        <source>A digit or Enter</source>
        <translation>数字键或回车</translation>
    </message>
    <message>
        <source>Type a value</source>
        <translation>输入数值</translation>
    </message>
    <message>
        <source>Back to neutral</source>
        <translation>回到中性值</translation>
    </message>
    <message>
        <source>Escape while dragging</source>
        <translation>拖动时按 Esc</translation>
    </message>
    <message>
        <source>Back to where the drag began</source>
        <translation>回到拖动起点</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Find a shortcut</source>
        <translation>查找快捷键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>在画布上</translation>
    </message>
    <message>
        <source>On a slider</source>
        <translation>在滑块上</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>imago::ui::StudioStatus</name>
    <message>
        <source>Draft</source>
        <translation>草图</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>remembered</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>Zoom: fitted into the window</source>
        <translation>缩放：适应窗口</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation>停止此任务</translation>
    </message>
    <message>
        <source>How good the picture on the canvas is: draft, preview or final</source>
        <translation>画布上图片的完成程度：草图、预览或最终</translation>
    </message>
    <message>
        <source>How long it took to draw</source>
        <translation>绘制用时</translation>
    </message>
    <message>
        <source>Size of the final picture</source>
        <translation>最终图片的尺寸</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Frame time</source>
        <translation>帧时间</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>图片尺寸</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>imago::ui::StyleExportDialog</name>
    <message>
        <source>%1, %2 × %3 cm printed</source>
        <translation>%1，打印尺寸 %2 × %3 厘米</translation>
    </message>
    <message>
        <source>This photo</source>
        <translation>这张照片</translation>
    </message>
    <message>
        <source>A folder of photos</source>
        <translation>整个文件夹</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>样张</translation>
    </message>
    <message>
        <source>The picture on the canvas, painted anew in the size that you choose.</source>
        <translation>画布上的图片，按您选择的尺寸重新绘制。</translation>
    </message>
    <message>
        <source>Every photo of a folder in the same styles, over the whole picture.</source>
        <translation>文件夹中的每张照片都使用相同的风格，作用于整幅图片。</translation>
    </message>
    <message>
        <source>The photo in every style of the gallery, on one picture.</source>
        <translation>把照片以风格库中的每种风格排在一张图片上。</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>与照片相同</translation>
    </message>
    <message>
        <source>The longer side in pixels, at most %1.</source>
        <translation>长边的像素数，最多 %1。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Longer side</source>
        <translation>长边</translation>
    </message>
    <message>
        <source>Save in</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Folder of photos</source>
        <translation>照片文件夹</translation>
    </message>
    <message>
        <source>Folder to save in</source>
        <translation>保存文件夹</translation>
    </message>
    <message>
        <source>Longer side in pixels</source>
        <translation>长边像素数</translation>
    </message>
</context>
<context>
    <name>imago::ui::StyleMixer</name>
    <message>
        <source>How much of this style is in the mix.</source>
        <translation>此风格在混合中所占的比例。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 is worn outside of the region</source>
        <translation>%1 用于区域之外</translation>
    </message>
    <message>
        <source>%1 is worn inside of the region</source>
        <translation>%1 用于区域之内</translation>
    </message>
    <message>
        <source>Remove %1 from the mix</source>
        <translation>从混合中移除 %1</translation>
    </message>
    <message>
        <source>No style yet: drop a painting, or choose one at the right.</source>
        <translation>还没有风格：请拖入画作，或在右侧选择一种。</translation>
    </message>
    <message>
        <source>Add another style to mix the two.</source>
        <translation>再添加一种风格即可混合两者。</translation>
    </message>
</context>
<context>
    <name>imago::ui::StylePanel</name>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Drop one here, or press to choose.</source>
        <translation>拖到这里，或点按选择。</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>画作</translation>
    </message>
    <message>
        <source>Drop any picture whose style you like.</source>
        <translation>拖入任何您喜欢其风格的图片。</translation>
    </message>
    <message>
        <source>Swap photo and painting</source>
        <translation>交换照片与画作</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>0 is the photo, 100 all style.</source>
        <translation>0 为原照片，100 为完全风格化。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Luminance</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>色调</translation>
    </message>
    <message>
        <source>OKLab</source>
        <translation>OKLab</translation>
    </message>
    <message>
        <source>The painting&apos;s colours.</source>
        <translation>使用画作的颜色。</translation>
    </message>
    <message>
        <source>The photo&apos;s colours on the painted light and shade.</source>
        <translation>绘制的明暗配上照片的颜色。</translation>
    </message>
    <message>
        <source>The painted picture&apos;s colours are moved until their mixture is the photo&apos;s.</source>
        <translation>调整绘制后的颜色，使其分布与照片一致。</translation>
    </message>
    <message>
        <source>The photo&apos;s colours, with hues that hold better in light and dark.</source>
        <translation>使用照片的颜色，亮部和暗部的色相更稳定。</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>正在学习…</translation>
    </message>
    <message>
        <source>Learn this style</source>
        <translation>学习此风格</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Stroke size</source>
        <translation>笔触大小</translation>
    </message>
    <message>
        <source>Small strokes are fine and busy, large ones bold.</source>
        <translation>小笔触细密，大笔触粗犷。</translation>
    </message>
    <message>
        <source>About a minute of work in the background: afterwards this painting&apos;s own strokes come at once, as a style card in your gallery.</source>
        <translation>在后台工作约一分钟：之后这幅画作的笔触会以风格卡的形式收入您的风格库，即时可用。</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>At 0 the painting&apos;s brush wins, at 100 the photo&apos;s shapes.</source>
        <translation>0 时以画作的笔触为主，100 时以照片的形状为主。</translation>
    </message>
</context>
<context>
    <name>imago::ui::StyleSession</name>
    <message>
        <source>Photo: %1</source>
        <translation>照片：%1</translation>
    </message>
    <message>
        <source>Style: %1</source>
        <translation>风格：%1</translation>
    </message>
    <message>
        <source>Add the style %1</source>
        <translation>添加风格 %1</translation>
    </message>
    <message>
        <source>Remove the style %1</source>
        <translation>移除风格 %1</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>%1 的比例</translation>
    </message>
    <message>
        <source>Wear %1 outside of the region</source>
        <translation>将 %1 用于区域之外</translation>
    </message>
    <message>
        <source>Wear %1 inside of the region</source>
        <translation>将 %1 用于区域之内</translation>
    </message>
    <message>
        <source>Swap photo and painting</source>
        <translation>交换照片与画作</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Stroke size</source>
        <translation>笔触大小</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Erase from the region</source>
        <translation>擦除区域</translation>
    </message>
    <message>
        <source>Paint the region</source>
        <translation>涂抹区域</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Clip: %1</source>
        <translation>视频：%1</translation>
    </message>
    <message>
        <source>Add clips</source>
        <translation>添加视频</translation>
    </message>
    <message>
        <source>Remove the clip %1</source>
        <translation>移除视频 %1</translation>
    </message>
    <message>
        <source>Show the clip %1</source>
        <translation>显示视频 %1</translation>
    </message>
    <message>
        <source>Begin of the clip</source>
        <translation>视频的起点</translation>
    </message>
    <message>
        <source>End of the clip</source>
        <translation>视频的终点</translation>
    </message>
    <message>
        <source>Smoothness</source>
        <translation>平滑度</translation>
    </message>
    <message>
        <source>Protect faces</source>
        <translation>保护人脸</translation>
    </message>
</context>
<context>
    <name>imago::ui::SweepsPanel</name>
    <message>
        <source>What each slider of the model does to the picture appears here.</source>
        <translation>模型的每个滑块对画面的作用将显示在这里。</translation>
    </message>
    <message>
        <source>Double-click to rename</source>
        <translation>双击可重命名</translation>
    </message>
    <message>
        <source>Along %1</source>
        <extracomment>The pictures along one slider; %1 is its name.</extracomment>
        <translation>沿 %1</translation>
    </message>
</context>
<context>
    <name>imago::ui::Timeline</name>
    <message>
        <source>Begin</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>End</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>Playhead</source>
        <translation>播放头</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>imago::ui::TrainStage</name>
    <message>
        <source>Drop a folder of your own pictures here, or press to choose one</source>
        <translation>将您自己的图片文件夹拖到这里，或点击选择</translation>
    </message>
    <message>
        <source>A hundred pictures of one kind are enough to begin with. They become sliders.</source>
        <translation>一百张同类图片就足以开始，它们会变成滑块。</translation>
    </message>
</context>
<context>
    <name>imago::ui::UndoHistory</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
</context>
<context>
    <name>imago::ui::VideoBar</name>
    <message>
        <source>%1
Press to show it, Delete to take it away.</source>
        <translation>%1
点击显示，按 Delete 移除。</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 – %2, %3 s</source>
        <translation>%1 – %2，%3 秒</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Choose a style first.</source>
        <translation>请先选择风格。</translation>
    </message>
    <message>
        <source>Paint two seconds from the playhead on and play them (P).</source>
        <translation>从播放头起绘制两秒并播放 (P)。</translation>
    </message>
    <message>
        <source>Back to the still frame (P).</source>
        <translation>回到静止的画面 (P)。</translation>
    </message>
    <message>
        <source>Paint all the clips that are here into files.</source>
        <translation>把这里的视频绘制成文件。</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Begin with this frame (I)</source>
        <translation>从此帧开始 (I)</translation>
    </message>
    <message>
        <source>End with this frame (O)</source>
        <translation>到此帧结束 (O)</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Playhead and length of the clip</source>
        <translation>播放头与视频长度</translation>
    </message>
    <message>
        <source>Smoothness</source>
        <translation>平滑度</translation>
    </message>
    <message>
        <source>At 0 every frame is painted for itself, at 100 strokes travel with what they are painted on.</source>
        <translation>0 为逐帧单独绘制，100 为笔触随所画之物移动。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>imago::ui::VideoExportDialog</name>
    <message>
        <source>Clips saved in %1: %2.</source>
        <translation>视频已保存在 %1：%2 个。</translation>
    </message>
    <message>
        <source>Stopped. What is painted is kept: the same export goes on where it ended.</source>
        <translation>已停止。已绘制的部分会保留：再次进行相同的导出会从停止处继续。</translation>
    </message>
    <message>
        <source>This clip</source>
        <translation>此视频</translation>
    </message>
    <message>
        <source>All %1 clips</source>
        <translation>全部 %1 个视频</translation>
    </message>
    <message>
        <source>The clip that is shown, between its begin and end.</source>
        <translation>当前显示的视频，从起点到终点。</translation>
    </message>
    <message>
        <source>Every clip of the list, each between its begin and end, one after another.</source>
        <translation>列表中的每个视频，各自从起点到终点，依次进行。</translation>
    </message>
    <message>
        <source>As the clip</source>
        <translation>与视频相同</translation>
    </message>
    <message>
        <source>The kind of file that the clip comes in.</source>
        <translation>视频原来的文件格式。</translation>
    </message>
    <message>
        <source>The longer side in pixels, at most %1.</source>
        <translation>长边的像素数，最多 %1。</translation>
    </message>
    <message>
        <source>Sound is kept, except in GIFs. You can close this window: the work goes on, and the status bar stops it.</source>
        <translation>声音会保留（GIF 除外）。可以关闭此窗口：工作会继续，可在状态栏停止。</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Longer side</source>
        <translation>长边</translation>
    </message>
    <message>
        <source>Save in</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Folder to save in</source>
        <translation>保存文件夹</translation>
    </message>
    <message>
        <source>Longer side in pixels</source>
        <translation>长边像素数</translation>
    </message>
</context>
</TS>
