<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1">
<context>
    <name>Attention</name>
    <message>
        <source>Far over its cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 used of %2 in this term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 requests failed in 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Token of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DashboardCharts</name>
    <message>
        <source>Daily cost by token, last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding up this month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day %1 of the month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last month (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month (%1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Issues API tokens, meters their use and says what it costs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace to open instead of the last one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the demo workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this page: dashboard, tokens, usage or simulation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a picture of every page to this folder and end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak en, zh_CN or the language of the system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the system, light or dark theme.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the window&apos;s size and what the pages showed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no display to open a window on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
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
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;ools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Tollkeeper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens, usage and what they cost: on one desk, in one file.

Free software under the GNU General Public License, version 3 or later. It comes without any warranty.

Built on Qt %1 and Qt Charts, SQLite, JSON for Modern C++, CLI11, zlib, liblzma and xxHash.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>in 1 minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %n minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %n hours</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 month</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %n months</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 year</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %n years</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 month ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 year ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The customer: name or id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token: id or name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>Faults not shown here: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price a usage file by a plan file; no workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan file (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usage file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When every token&apos;s first term begins (default: the quarter of an hour of its first use)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instead of the plan&apos;s time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2026, 2026-10, 2026-10-05 or START/END (default: from the first use to the last)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>field=column, such as time=TIMESTAMP; may come several times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why each line is what it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a customer or a token costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer: name or id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token: id or name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2026, 2026-10, 2026-10-05 or START/END</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is billed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name no other customer has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ISO 4217 code, such as CNY (default: the workspace&apos;s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone, such as Asia/Shanghai (default: the workspace&apos;s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mail address or a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the customers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archived ones too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show one customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new currency, while there is no usage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new time zone, while there is no usage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide a customer from lists; everything is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove name and contact for good and revoke the tokens; usage and bills stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the help of every command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace: a file or a file: URL (default: the desktop&apos;s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer with one JSON document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. “tollkeeper-cli --help” lists the commands, “tollkeeper-cli COMMAND --help” the options of one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue tokens, load usage, bill it, and try what-ifs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One charge on requests with the token&apos;s own rate, cap and lifetime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versioned price lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store a plan file, or its next version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the plans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a plan and its charges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print a plan as a plan file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What differs between two plans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A plan, or a plan file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price a customer&apos;s use by a plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date or time from which it holds (default: always for the first plan, else now)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plans that come with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R: price of one request, such as 0.002</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C: most requests billed in a window, such as 200/day or 5/15 min; may come several times; none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T: how long a term lasts, such as P30D, P1M or PT720H; none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lifetime: the cap holds for the whole term (default); window: for each window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens over the cap: free (default), charge, reject, throttle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price of a request over the cap, with --over-cap charge (default: the rate)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows begin with the term (term, default) or at midnights, Mondays, firsts (calendar)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What follows a term: none (default), auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table for a period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zone of the dates (default: the workspace&apos;s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it to this CSV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would this history have cost otherwise?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scenario file (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate=0.003, cap=150/day, lifetime=P1M, cap_scope=, over_cap=, overage_rate=, renewal=</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only customer:C, plan:P, tag:X or token:ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First date or time of the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date or time at which it ends, not included</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A secret is shown this once and cannot be shown again. Keep it now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue a token; its secret is printed this once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is billed: name or id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name the customer&apos;s other tokens do not have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan that prices it (default: the customer&apos;s, else Basic)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the first term begins: first_use (default) or creation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tag; may come several times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note for yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many, named NAME-1, NAME-2 and so on (default: 1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show one token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the next term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuse the token until it is resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let a suspended token work again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuse the token for ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the last term longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much longer, such as P7D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the token a new secret, printed this once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the old secret stays good, such as PT24H (default: none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a token; the price only while it is unused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan that prices it; empty: the customer&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tags it shall have; may come several times; none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API credentials with a rate, a cap and a lifetime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this customer&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only in this state: unused, active, expiring, expired, exhausted, suspended, revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only with this tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faults not shown here: %1. “--errors FILE” writes them all to a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least one good row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read usage files; what is known already is not added again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, JSON Lines or access logs, plain, gzip or xz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto (default), csv, jsonl, combined-log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All rows belong to this token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column that names the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The customer of tokens made by --create-tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a token for each name that is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zone of times that state none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time 0 of a file with relative times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who reported rows that do not say so (default: import)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write rejected rows with line, field and reason here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count everything, write nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests that were made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sums of usage, and what they cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token, customer, day (default), hour, model, status; several with commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First date or time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zone of days and hours (default: the workspace&apos;s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this token; may come several times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this customer&apos;s tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A workspace to try things on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the demo workspace: customers, tokens and 90 days of use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file that does not exist yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another number makes other figures (default: 1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the program works with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And where each comes from</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll</name>
    <message>
        <source>These requests do not state the meter %1, so it is not known what they cost: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is charged for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan %1 has no charge for this use of the meter %2: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is charged for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meter: %1. Requests with the status %2 count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not counted because of their status: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted although their status is not known: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not counted because they lie outside every term: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token %1:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate R is %1 per %2 of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate R is %1 per request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rate R is %1 for each of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cap C is %1. The lifetime T is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More terms of this token lie in the period: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Term %1 began %2 (%3) and has no end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Term %1 runs from %2 to %3 (%4).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted in this term before the period: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N, what counts of this term in the period, is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C·T, the most the term can be billed for, has no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C·T is %1, the smallest sum among its caps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C·T is %1 × %2 = %3: the cap of every window of the term.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C·T is %1: the sum over the %2 windows of the term, those cut short in proportion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cap holds for the whole term: billed is min(N, C·T).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cap holds for each window: what is over it in one window is not made up for in another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted window by window it would be %1 and cost %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted over the whole term it would be %1 and cost %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows that passed their cap: %1 of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fullest began %1 with a cap of %2 and had %3 over it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused because there was no room under the cap: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over the cap, served and not billed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over the cap, billed at %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over the cap, served slower and not billed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Billed at the rate: %1. That makes %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounded once, to %1 decimals (%2): %3 %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half to even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This use lies outside every term of its token: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is shown so that nothing is missing; nothing is charged for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be read or written (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace could not do this (%1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number is too large to be kept exactly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number %1 is too large to be kept exactly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content is damaged. It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content is damaged (%1). It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something inside the program went wrong. Please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something inside the program went wrong (%1). Please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no workspace at %1. A command that writes makes one, such as “customer add”; “demo create” makes one to try things on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known by the name “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is outside what is allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is understood, but this version cannot do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” fits several things.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is negative, which makes no sense here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An empty text cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be done now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be done in the state “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This contradicts what is stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” contradicts what is stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace is in use by another program. Close it, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace is in use by another program (%1). Close it, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace was written by a newer version (%1). It can be read, but not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workspace can be read, but not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a workspace. It was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 every %2 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 every %2 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 every %2 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 every %2 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 every %2 weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 every %2 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 every %2 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Expected: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expiring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exhausted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>suspended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>served free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>charged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slowed down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer archived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan assigned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Term renewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Term extended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token suspended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secret replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usage imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::ActivityPopup</name>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet. Imports and other long work are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::AttentionList</name>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Concern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All is well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No token needs a hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::Chart</name>
    <message>
        <source>Chart options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No usage in this range</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2, %n series.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Total %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the arrow keys to read values, T for a table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG image (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG, double size…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG image (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save data as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV file (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::ChartCanvas</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::ChartTableModel</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::ChartTip</name>
    <message>
        <source>%1 (so far)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::CommandField</name>
    <message>
        <source>Search or run a command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds pages, tokens and everything the program can do.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::CommandPalette</name>
    <message>
        <source>Nothing of that name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search or run a command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::DashboardPage</name>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The currency that figures and charts are shown in. Currencies are never added up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spend this month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests this month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response time, 95th percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No usage yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the requests your API has served, or look at the demo first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import usage…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New token…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open demo workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to bill yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing by this day of last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▼ %1 against last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ %1 against last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 · %2</source>
        <comment>amounts in other currencies · change</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 of 100 requests were faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No response times known</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n expire(s) within 7 days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n in all</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Suspend “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::DataTable</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::InlineBanner</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::KpiCard</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::LegendModel</name>
    <message>
        <source>shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::LegendTable</name>
    <message>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::MainWindow</name>
    <message>
        <source>Done: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>time zone · currency</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times are shown in the zone %1. New customers are billed in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 It is open for reading only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are exploring demo data. Nothing here is real, and you can change anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create my workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 was left as it is; nothing was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — %2 (demo)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspaces (*.toll);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::Navigation</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::NewWorkspaceDialog</name>
    <message>
        <source>My workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspaces (*.toll)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the workspace a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a currency by its three letters, such as USD or CNY.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a time zone such as Asia/Shanghai or Europe/Berlin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say where the file is to be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a file of that name already. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::PeriodPicker</name>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom range…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To, this day included</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::Screenshots</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to take a picture of: the workspace does not open, or a page does not settle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::ShellActions</name>
    <message>
        <source>&amp;New workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes an empty workspace of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens another workspace file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;demo workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows 48 tokens and 90 days of made-up usage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import usage…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads requests from a CSV, JSON Lines or access log file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes what this page shows to a CSV file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closes the window. Everything is saved already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes back what was done last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does again what was taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Narrow sidebar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the sidebar as icons only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fills the whole screen, or leaves it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks for everything on this page again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists the work under way and what became of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Like the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follows the desktop&apos;s theme.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Li&amp;ght</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark text on a light ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light text on a dark ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaks the desktop&apos;s language where it can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returns to where you were before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes where you came back from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search or run a command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds pages, tokens and everything the program can do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists every shortcut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy system information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies versions and the like, for a report of a fault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Tollkeeper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows version and licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the page %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::SliderField</name>
    <message>
        <source>Back to the baseline: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a number from %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::StartPage</name>
    <message>
        <source>Opening the workspace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to Tollkeeper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo workspace is made anew at the first start: a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look around in the demo workspace, or begin with your own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::StatusArea</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is going on, and what went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::Toast</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>toll::WorkspaceHost</name>
    <message>
        <source>Making the demo workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo workspace is ready.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
