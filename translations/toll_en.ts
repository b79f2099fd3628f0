<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Conflicts</name>
    <message numerus="yes">
        <source>%n conflict(s) decided.</source>
        <translation>
            <numerusform>%n conflict decided.</numerusform>
            <numerusform>%n conflicts decided.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep the first of %n conflict(s)</source>
        <translation>
            <numerusform>Keep the first of %n conflict</numerusform>
            <numerusform>Keep the first of %n conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep the second of %n conflict(s)</source>
        <translation>
            <numerusform>Keep the second of %n conflict</numerusform>
            <numerusform>Keep the second of %n conflicts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) made</source>
        <translation>
            <numerusform>%n token made</numerusform>
            <numerusform>%n tokens made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) before it skipped</source>
        <translation>
            <numerusform>%n line before it skipped</numerusform>
            <numerusform>%n lines before it skipped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Periods</name>
    <message numerus="yes">
        <source>%n period(s) closed.</source>
        <translation>
            <numerusform>%n period closed.</numerusform>
            <numerusform>%n periods closed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Close %n period(s)</source>
        <translation>
            <numerusform>Close %n period</numerusform>
            <numerusform>Close %n periods</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanCalls</name>
    <message numerus="yes">
        <source>%n customers</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Plans</name>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln errors</source>
        <translation>
            <numerusform>%Ln error</numerusform>
            <numerusform>%Ln errors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SimulationPage</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message numerus="yes">
        <source>in %n minutes</source>
        <translation>
            <numerusform>in %n minute</numerusform>
            <numerusform>in %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n hours</source>
        <translation>
            <numerusform>in %n hour</numerusform>
            <numerusform>in %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n months</source>
        <translation>
            <numerusform>in %n month</numerusform>
            <numerusform>in %n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n years</source>
        <translation>
            <numerusform>in %n year</numerusform>
            <numerusform>in %n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>%n month ago</numerusform>
            <numerusform>%n months ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>%n year ago</numerusform>
            <numerusform>%n years ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TokenText</name>
    <message numerus="yes">
        <source>Expires in %n day(s)</source>
        <translation>
            <numerusform>Expires in %n day</numerusform>
            <numerusform>Expires in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message numerus="yes">
        <source>%1: %n token(s) have too little history for an outlook: less than two weeks.</source>
        <translation>
            <numerusform>%1: %n token has too little history for an outlook: less than two weeks.</numerusform>
            <numerusform>%1: %n tokens have too little history for an outlook: less than two weeks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n token(s) are not in the outlook; --json says why.</source>
        <translation>
            <numerusform>%1: %n token is not in the outlook; --json says why.</numerusform>
            <numerusform>%1: %n tokens are not in the outlook; --json says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n day(s) without any usage were left out.</source>
        <translation>
            <numerusform>%1: %n day without any usage was left out.</numerusform>
            <numerusform>%1: %n days without any usage were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::Chart</name>
    <message numerus="yes">
        <source>%1 to %2, %n series.</source>
        <translation>
            <numerusform>%1 to %2, %n series.</numerusform>
            <numerusform>%1 to %2, %n series.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::ClosePeriodsDialog</name>
    <message numerus="yes">
        <source>%n conflict(s) wait for a decision.</source>
        <translation>
            <numerusform>%n conflict waits for a decision.</numerusform>
            <numerusform>%n conflicts wait for a decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) adjust closed periods.</source>
        <translation>
            <numerusform>%n line adjusts closed periods.</numerusform>
            <numerusform>%n lines adjust closed periods.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n period(s) can be closed: %1</source>
        <translation>
            <numerusform>%n period can be closed: %1</numerusform>
            <numerusform>%n periods can be closed: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Close %n period(s)</source>
        <translation>
            <numerusform>Close %n period</numerusform>
            <numerusform>Close %n periods</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::Comparer</name>
    <message numerus="yes">
        <source>Comparing %n scenario(s)</source>
        <translation>
            <numerusform>Comparing %n scenario</numerusform>
            <numerusform>Comparing %n scenarios</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::ComparisonBars</name>
    <message numerus="yes">
        <source>%n smaller bill(s) in the table below</source>
        <translation>
            <numerusform>%n smaller bill in the table below</numerusform>
            <numerusform>%n smaller bills in the table below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::DashboardPage</name>
    <message numerus="yes">
        <source>%n expire(s) within 7 days</source>
        <translation>
            <numerusform>%n expires within 7 days</numerusform>
            <numerusform>%n expire within 7 days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n in all</source>
        <translation>
            <numerusform>of %n in all</numerusform>
            <numerusform>of %n in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::MoversTab</name>
    <message numerus="yes">
        <source>%n customer(s) pay more</source>
        <translation>
            <numerusform>%n customer pays more</numerusform>
            <numerusform>%n customers pay more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pay(s) less</source>
        <translation>
            <numerusform>%n pays less</numerusform>
            <numerusform>%n pay less</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pay(s) the same</source>
        <translation>
            <numerusform>%n pays the same</numerusform>
            <numerusform>%n pay the same</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them paid nothing before.</source>
        <translation>
            <numerusform>%n of them paid nothing before.</numerusform>
            <numerusform>%n of them paid nothing before.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::OutlookTab</name>
    <message numerus="yes">
        <source>%n token(s) are in none of these figures; “By token” says why.</source>
        <translation>
            <numerusform>%n token is in none of these figures; “By token” says why.</numerusform>
            <numerusform>%n tokens are in none of these figures; “By token” says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) without any usage were left out.</source>
        <translation>
            <numerusform>%n day without any usage was left out.</numerusform>
            <numerusform>%n days without any usage were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::PlanEditor</name>
    <message numerus="yes">
        <source>%n values have to be corrected. %1: %2</source>
        <translation>
            <numerusform>%n value has to be corrected. %1: %2</numerusform>
            <numerusform>%n values have to be corrected. %1: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customers</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::RefusalsTab</name>
    <message numerus="yes">
        <source>%n token(s) would have run out.</source>
        <translation>
            <numerusform>%n token would have run out.</numerusform>
            <numerusform>%n tokens would have run out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::SecretView</name>
    <message numerus="yes">
        <source>The secrets of %n token(s)</source>
        <translation>
            <numerusform>The secrets of %n token</numerusform>
            <numerusform>The secrets of %n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied. The clipboard is cleared in %n second(s).</source>
        <translation>
            <numerusform>Copied. The clipboard is cleared in %n second.</numerusform>
            <numerusform>Copied. The clipboard is cleared in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::StatusArea</name>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <translation>
            <numerusform>%n failure</numerusform>
            <numerusform>%n failures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::SweepTab</name>
    <message numerus="yes">
        <source>%n combination(s): from %1 to %2.</source>
        <translation>
            <numerusform>%n combination: from %1 to %2.</numerusform>
            <numerusform>%n combinations: from %1 to %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::TokenForm</name>
    <message numerus="yes">
        <source>%n tokens, named %1-1, %1-2 and so on. Each of them:</source>
        <translation>
            <numerusform>%n token, named %1-1, %1-2 and so on. Each of them:</numerusform>
            <numerusform>%n tokens, named %1-1, %1-2 and so on. Each of them:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::TokenList</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n token(s)</source>
        <translation>
            <numerusform>%1 of %n token</numerusform>
            <numerusform>%1 of %n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected:</source>
        <translation>
            <numerusform>%n selected:</numerusform>
            <numerusform>%n selected:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::TokenOverviewTab</name>
    <message numerus="yes">
        <source>%1 for %Ln request(s)</source>
        <translation>
            <numerusform>%1 for %Ln request</numerusform>
            <numerusform>%1 for %Ln requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::TokensPage</name>
    <message numerus="yes">
        <source>%n tokens are selected.</source>
        <translation>
            <numerusform>%n token is selected.</numerusform>
            <numerusform>%n tokens are selected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::TornadoCanvas</name>
    <message numerus="yes">
        <source>%n input(s) around %1 (%2).</source>
        <translation>
            <numerusform>%n input around %1 (%2).</numerusform>
            <numerusform>%n inputs around %1 (%2).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::UsagePage</name>
    <message numerus="yes">
        <source>%n request(s) came twice with different content. The first counts until you decide.</source>
        <translation>
            <numerusform>%n request came twice with different content. The first counts until you decide.</numerusform>
            <numerusform>%n requests came twice with different content. The first counts until you decide.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%n file could not be read</numerusform>
            <numerusform>%n files could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::WatchDialog</name>
    <message numerus="yes">
        <source>%n file(s) taken</source>
        <translation>
            <numerusform>%n file taken</numerusform>
            <numerusform>%n files taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read</source>
        <translation>
            <numerusform>%n could not be read</numerusform>
            <numerusform>%n could not be read</numerusform>
        </translation>
    </message>
</context>
</TS>
