<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Attribute</name>
    <message>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From feminine (-1) to masculine (1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a child to the very old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>African ancestry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the bone structure is typical of Africa.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asian ancestry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the bone structure is typical of East Asia.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skin tone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the lightest to the deepest skin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skin warmth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a cool, rosy to a warm, golden undertone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a slim to a full face.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lip fullness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From thin to full lips.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a resting mouth to a broad smile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mouth open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From closed to wide open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brows up, eyes wide, jaw dropped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brows down and together, lids tense, lips pressed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner brows up, corners of the mouth down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eyes closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From open to closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brow height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From lowered to raised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaze sideways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the picture&apos;s left to its right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaze up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From down to up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From shaved to long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair curl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From straight to tightly curled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From flat to full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair darkness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From pale blond to black.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair redness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From no red to copper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From none to all grey.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair parting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fringe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From combed into the forehead (-1) to swept back (1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receding hair line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a full hair line to a bald crown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brow thickness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From fine to bushy brows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beard length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From none to a full, long beard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stubble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From clean-shaven to a heavy shadow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eye colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From dark brown over hazel and green to light blue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrinkles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines beyond what the age brings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freckles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From none to many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lipstick, lashes and shadow, from none to evening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Glasses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off or on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head turned to the picture&apos;s left or right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nod</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head down or up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head tilted to one shoulder or the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main light from the picture&apos;s left or right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main light at eye level or from above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light warmth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From cool daylight to warm evening light.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background hue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of the backdrop on the colour circle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background saturation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From grey to colourful.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background lightness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From black to white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warmth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lightness</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttributeGroup</name>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>“%1” was not found. Check whether it was moved or renamed, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was not found. Check whether it was moved or renamed, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be read. Check that you may open it and that its drive is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read. Check that you may open it and that its drive is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is damaged or incomplete. Copy it again from where it came from, or use a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged or incomplete. Copy it again from where it came from, or use a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is larger than the studio accepts. Make it smaller in another program, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than the studio accepts. Make it smaller in another program, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be written. Choose another folder, or check that you may write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be written. Choose another folder, or check that you may write there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk became full while “%1” was being written; the earlier version is untouched. Free some space, then save again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk became full while saving; the earlier version is untouched. Free some space, then save again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The studio does not know the format of “%1”. Save it as PNG, JPEG, WebP or TIFF, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The studio does not know this file&apos;s format. Save it as PNG, JPEG, WebP or TIFF, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was made for another version of the studio. Update the studio, then open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was made for another version of the studio. Update the studio, then open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a model that the studio can use. Choose a model package (.imagomodel).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a model that the studio can use. Choose a model package (.imagomodel).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was changed after it was made and is not used, for safety. Get it again from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file was changed after it was made and is not used, for safety. Get it again from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was not enough memory for “%1”. Choose a smaller size or close other programs, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was not enough memory. Choose a smaller size or close other programs, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device that computed “%1” no longer answers. The studio goes on with the processor; restart it to use the device again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computing device no longer answers. The studio goes on with the processor; restart it to use the device again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not draw “%1”. Undo the last change or choose another model, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model could not draw this picture. Undo the last change or choose another model, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be used as it is. Correct the value or the file, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This input cannot be used as it is. Correct it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the studio while working on “%1”. Your work is kept; please report this with the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside the studio. Your work is kept; please report this with the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NearnessText</name>
    <message>
        <source>Inside the portraits&apos; world: the sliders say what it shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Near the portraits&apos; world: most of it was met. Refining may bring it closer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Far away from the portraits&apos; world: this is only the nearest portrait.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Calm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laugh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bare face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shaved head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short and neat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Long and straight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Long waves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full curls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fringe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Designer stubble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full beard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day make-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evening make-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scholar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShapeText</name>
    <message>
        <source>Shape %1</source>
        <extracomment>A way in which heads differ, numbered from the largest; a number follows.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the ways in which people&apos;s heads differ most, whatever their age, gender and ancestry.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>%1 years</source>
        <extracomment>An age. Always more than one.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1°</source>
        <extracomment>An angle.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <extracomment>The size of a picture: width and height in pixels.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::ActionSet</name>
    <message>
        <source>&amp;New face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste picture or recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to &amp;favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit into the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hold as reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Split view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fin&amp;d a slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;network&apos;s own picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Linked sliders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Imago Studio</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::AttributeSection</name>
    <message>
        <source>Reset the group %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::CanvasBar</name>
    <message>
        <source>Canvas bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the picture into the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold this picture as the reference to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split view: reference left, picture right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the reference while pressed (C)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::CanvasView</name>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a portrait, a picture of the studio, a recipe or a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::DecoderSwitch</name>
    <message>
        <source>Show the final picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the neural picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final</source>
        <extracomment>The picture that is drawn crisply at any size, as opposed to the network&apos;s own.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neural</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The crisp picture, drawn at any size. While you drag, the network draws drafts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network itself draws, at its own size, all the time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::EffectPopup</name>
    <message>
        <source>What this slider changes besides has not been measured for this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As far as was measured, it changes nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measured over the slider&apos;s full travel, in standard deviations among people. Orange: what should better stay still.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::EncodePanel</name>
    <message>
        <source>Drop a portrait here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or press to choose a picture: the sliders jump to what it shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest portrait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Improve the likeness by optimisation; you can watch it and stop it at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refining the likeness…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the portrait…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean difference of the redrawn picture: %1 %</source>
        <extracomment>%1 is a percentage: how much the redrawn picture differs from the dropped one, on average.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::ExportDialog</name>
    <message>
        <source>%1 × %1 cm printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Saved %n picture(s) in %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped. %n picture(s) were saved before that.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>8 bits a channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>16 bits a channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neural</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn crisply at any size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s own picture, enlarged if wanted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact, and it carries its recipe: dropping it back here restores everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small, for photographs; no transparency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small, for the web.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact, for print.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One slider from end to end, a picture for each step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This face and its neighbours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transparent background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Higher is finer and larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the neighbours differ from this face.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width and height in pixels, at most %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> dpi</source>
        <extracomment>Dots per inch.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolution for print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} number, {seed}, {size}, {name} of the slider, {value}, {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the first file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::Favourites</name>
    <message>
        <source>Favourite face %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::FavouritesPanel</name>
    <message>
        <source>Open a favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No favourites yet. Keep a face that you like, and come back to it with one click.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::HistoryModel</name>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::HistoryStrip</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every step with its picture: click one to go back to it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::LabelledSlider</name>
    <message>
        <source>Unlock %1: randomising may change it again</source>
        <extracomment>%1 is a slider&apos;s name.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock %1: randomising leaves it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What %1 changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links carry it by %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it changes…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::LookAroundPanel</name>
    <message>
        <source>This face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variation %1: click to adopt it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adopt a variation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread</source>
        <extracomment>How far the variations stray from the face in the middle.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the neighbours differ from this face: from siblings to strangers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faces around this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eight neighbours of this face appear here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Portrait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Picture size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture size %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the first face…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move a slider to shape the face, or let the dice choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a portrait here to find its place among the faces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a picture of the studio to go on with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the network&apos;s picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the drawn picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1[*] – Imago Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Imago Studio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imago Studio %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape faces with sliders: a renderer and a neural model of our own follow under your hand.

Free software under the GNU General Public License, version 3 or later. The head&apos;s shape comes from the MakeHuman community&apos;s CC0 data. No picture of a real person was used.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::Notice</name>
    <message>
        <source>Details…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::PortraitPanel</name>
    <message>
        <source>No slider matches “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linked: gender and age carry along brows, lips, stubble, hair line, grey and wrinkles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not linked: every slider moves alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold all groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfold all groups</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Picture size of new faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on where I left off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the &amp;neural model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The neural model draws drafts while sliders move and reads portraits that are dropped in. This choice takes effect at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::PresetsPanel</name>
    <message>
        <source>Put it on this face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what the face does: mouth, brows, eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save hair, beard, glasses, make-up and other details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a new preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this face&apos;s expression or look, to put it on other faces.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::RandomiseBar</name>
    <message>
        <source>Seed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change truncation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New person, same sliders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Randomise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new face from a new seed; locked sliders stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Unlocked sliders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Everything, locked too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xpression only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;person, same sliders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truncation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far faces may stray from the mean face: 0 is the mean face, 1 the variety of a crowd.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::SeedEdit</name>
    <message>
        <source>Seed</source>
        <extracomment>The number that a random face is drawn from; not a plant&apos;s.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number that this face was drawn from. The same seed gives the same face.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll a new seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the seed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::Session</name>
    <message>
        <source>Change %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Randomise expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Randomise unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Randomise everything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::ShapeSection</name>
    <message>
        <source>Change %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of the head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the shape to the mean head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::ShortcutsDialog</name>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+  −</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in and out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space + drag, middle button, arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between fitted and actual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[  ]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the divider of the split view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the picture to another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left  Right, wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page Up  Page Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A digit or Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escape while dragging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to where the drag began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a shortcut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>imago::ui::StudioStatus</name>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remembered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom: fitted into the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How good the picture on the canvas is: draft, preview or final</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long it took to draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the final picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
