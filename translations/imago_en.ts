<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>imago::app::ExploreRoom</name>
    <message numerus="yes">
        <source>%n model(s) lie in the trash for %1 days.</source>
        <translation>
            <numerusform>%n model lies in the trash for %1 days.</numerusform>
            <numerusform>%n models lie in the trash for %1 days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>imago::ui::CameraBar</name>
    <message numerus="yes">
        <source>%n picture(s) a second</source>
        <translation>
            <numerusform>%n picture a second</numerusform>
            <numerusform>%n pictures a second</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>imago::ui::FaceBar</name>
    <message numerus="yes">
        <source>%n face(s) found.</source>
        <translation>
            <numerusform>One face found.</numerusform>
            <numerusform>%n faces found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>imago::ui::ModelShelf</name>
    <message numerus="yes">
        <source>%n model(s), %1</source>
        <translation>
            <numerusform>%n model, %1</numerusform>
            <numerusform>%n models, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted model(s), %1: bring one back, or make room.</source>
        <translation>
            <numerusform>%n deleted model, %1: bring it back, or make room.</numerusform>
            <numerusform>%n deleted models, %1: bring one back, or make room.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted model(s) will be gone, with the trainings that made them. This can&apos;t be undone.</source>
        <translation>
            <numerusform>%n deleted model will be gone, with the training that made it. This can&apos;t be undone.</numerusform>
            <numerusform>%n deleted models will be gone, with the trainings that made them. This can&apos;t be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>imago::ui::PreflightView</name>
    <message numerus="yes">
        <source>%Ln picture(s), %1 of them looked at</source>
        <translation>
            <numerusform>%Ln picture, %1 of them looked at</numerusform>
            <numerusform>%Ln pictures, %1 of them looked at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln class(es)</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label(s) with numbers</source>
        <translation>
            <numerusform>%Ln label with numbers</numerusform>
            <numerusform>%Ln labels with numbers</numerusform>
        </translation>
    </message>
</context>
</TS>
