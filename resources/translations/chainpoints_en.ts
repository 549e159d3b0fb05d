<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ProbeTexts</name>
    <message numerus="yes">
        <source>%n address(es)</source>
        <translation>
            <numerusform>%n address</numerusform>
            <numerusform>%n addresses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chainpoints::ApplyDialog</name>
    <message numerus="yes">
        <source>%n change(s) to %1</source>
        <translation>
            <numerusform>%n change to %1</numerusform>
            <numerusform>%n changes to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chainpoints::ChainStrip</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln block(s) behind</source>
        <translation>
            <numerusform>%Ln block behind</numerusform>
            <numerusform>%Ln blocks behind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chain(s)</source>
        <translation>
            <numerusform>%n chain</numerusform>
            <numerusform>%n chains</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chainpoints::NotificationsDialog</name>
    <message numerus="yes">
        <source>Every %Ln hour(s)</source>
        <translation>
            <numerusform>Every %Ln hour</numerusform>
            <numerusform>Every %Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every %Ln minute(s)</source>
        <translation>
            <numerusform>Every %Ln minute</numerusform>
            <numerusform>Every %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chainpoints::Notifier</name>
    <message numerus="yes">
        <source>%1: %Ln more failure(s) are open.</source>
        <translation>
            <numerusform>%1: %Ln more failure is open.</numerusform>
            <numerusform>%1: %Ln more failures are open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) happened</source>
        <translation>
            <numerusform>%Ln thing happened</numerusform>
            <numerusform>%Ln things happened</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chain(s)</source>
        <translation>
            <numerusform>%Ln chain</numerusform>
            <numerusform>%Ln chains</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open failure(s)</source>
        <translation>
            <numerusform>%Ln open failure</numerusform>
            <numerusform>%Ln open failures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chainpoints::ProbeView</name>
    <message numerus="yes">
        <source>%n step(s) failed.</source>
        <translation>
            <numerusform>%n step failed.</numerusform>
            <numerusform>%n steps failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chainpoints::StatusLine</name>
    <message numerus="yes">
        <source>Followed by %Ln process(es)</source>
        <translation>
            <numerusform>Followed by %Ln process</numerusform>
            <numerusform>Followed by %Ln processes</numerusform>
        </translation>
    </message>
</context>
</TS>
