<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>Agreements</name>
    <message>
        <source>As the plan says</source>
        <translation>按套餐规定</translation>
    </message>
    <message>
        <source>The same as the plan says</source>
        <translation>与套餐规定相同</translation>
    </message>
    <message>
        <source>scheduled</source>
        <translation>已安排</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已终止</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>Far over its cap</source>
        <translation>远超上限</translation>
    </message>
    <message>
        <source>Many errors</source>
        <translation>错误较多</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>已用尽</translation>
    </message>
    <message>
        <source>Expires soon</source>
        <translation>即将到期</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Never used</source>
        <translation>从未使用</translation>
    </message>
    <message>
        <source>%1 used of %2 in this term</source>
        <translation>本周期已用 %1，上限 %2</translation>
    </message>
    <message>
        <source>%1 of %2 requests failed in 7 days</source>
        <translation>7 天内 %2 次请求中 %1 失败</translation>
    </message>
    <message>
        <source>%1, on %2</source>
        <translation>%1，截至 %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>made on %1</source>
        <translation>创建于 %1</translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation>延长…</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Token of %1</source>
        <translation>%1 的令牌</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <source>Deciding of conflicts</source>
        <translation>决定冲突</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) decided.</source>
        <translation>
            <numerusform>已决定 %n 个冲突。</numerusform>
        </translation>
    </message>
    <message>
        <source>closed: it stays, and the next bill adjusts it</source>
        <translation>已结账：保持不变，由下一张账单调整</translation>
    </message>
    <message>
        <source>closed: it is opened again</source>
        <translation>已结账：将重新打开</translation>
    </message>
    <message>
        <source>closed: nothing of it may change</source>
        <translation>已结账：不允许任何变动</translation>
    </message>
    <message numerus="yes">
        <source>Keep the first of %n conflict(s)</source>
        <translation>
            <numerusform>保留 %n 个冲突的第一份</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep the second of %n conflict(s)</source>
        <translation>
            <numerusform>保留 %n 个冲突的第二份</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>customer, period</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a bill, why it stays</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>a bill, its total before and after</comment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>No bill changes.</source>
        <translation>账单没有变化。</translation>
    </message>
    <message>
        <source>Waiting; the first counts</source>
        <translation>待决定；暂计第一份</translation>
    </message>
    <message>
        <source>Another one counts</source>
        <translation>计入的是另一份</translation>
    </message>
    <message>
        <source>The first counts</source>
        <translation>计入第一份</translation>
    </message>
    <message>
        <source>The second counts</source>
        <translation>计入第二份</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>They differ in</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names of fields</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Second came with</source>
        <translation>第二份来自</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>发现时间</translation>
    </message>
    <message>
        <source>Time of the request</source>
        <translation>请求时间</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>They differ here</source>
        <translation>此处不同</translation>
    </message>
    <message>
        <source>First (counts now)</source>
        <translation>第一份（现在计入）</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一份</translation>
    </message>
    <message>
        <source>Second (counts now)</source>
        <translation>第二份（现在计入）</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二份</translation>
    </message>
</context>
<context>
    <name>DashboardCharts</name>
    <message>
        <source>Daily cost by token, last 30 days</source>
        <translation>最近 30 天各令牌每日费用</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Adding up this month</source>
        <translation>本月累计</translation>
    </message>
    <message>
        <source>Day %1 of the month</source>
        <translation>本月第 %1 天</translation>
    </message>
    <message>
        <source>Last month (%1)</source>
        <translation>上月（%1）</translation>
    </message>
    <message>
        <source>This month (%1)</source>
        <translation>本月（%1）</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Issues API tokens, meters their use and says what it costs.</source>
        <translation>签发 API 令牌，计量用量，并说明费用。</translation>
    </message>
    <message>
        <source>The workspace to open instead of the last one.</source>
        <translation>要打开的工作区，代替上次打开的。</translation>
    </message>
    <message>
        <source>Open the demo workspace.</source>
        <translation>打开演示工作区。</translation>
    </message>
    <message>
        <source>Write a picture of every page to this folder and end.</source>
        <translation>把每个页面的图片写入此文件夹，然后退出。</translation>
    </message>
    <message>
        <source>Speak en, zh_CN or the language of the system.</source>
        <translation>使用 en、zh_CN 或系统语言。</translation>
    </message>
    <message>
        <source>Use the system, light or dark theme.</source>
        <translation>使用系统、浅色或深色主题。</translation>
    </message>
    <message>
        <source>Forget the window&apos;s size and what the pages showed.</source>
        <translation>忘记窗口大小和各页面的显示状态。</translation>
    </message>
    <message>
        <source>There is no display to open a window on.</source>
        <translation>没有可以打开窗口的显示器。</translation>
    </message>
    <message>
        <source>Show this page: dashboard, tokens, plans, usage, simulation or periods.</source>
        <translation>显示此页面：dashboard、tokens、plans、usage、simulation 或 periods。</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>n/a</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Dry run of %1</source>
        <translation>试运行 %1</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>CSV with semicolons</source>
        <translation>分号分隔的 CSV</translation>
    </message>
    <message>
        <source>CSV with tabs</source>
        <translation>制表符分隔的 CSV</translation>
    </message>
    <message>
        <source>CSV with bars</source>
        <translation>竖线分隔的 CSV</translation>
    </message>
    <message>
        <source>CSV with commas</source>
        <translation>逗号分隔的 CSV</translation>
    </message>
    <message>
        <source>JSON Lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Access log</source>
        <translation>访问日志</translation>
    </message>
    <message>
        <source>%1 and a header</source>
        <translation>%1，含表头</translation>
    </message>
    <message>
        <source>%1, no header</source>
        <translation>%1，无表头</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n 列</numerusform>
        </translation>
    </message>
    <message>
        <source>compressed with %1</source>
        <translation>以 %1 压缩</translation>
    </message>
    <message>
        <source>times as %1</source>
        <translation>时间为%1</translation>
    </message>
    <message>
        <source>columns as last time</source>
        <translation>列与上次相同</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Id of the request</source>
        <translation>请求 ID</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>响应时间</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Input units, uncached</source>
        <translation>输入单位（不含缓存）</translation>
    </message>
    <message>
        <source>Input units with cached ones</source>
        <translation>输入单位（含缓存）</translation>
    </message>
    <message>
        <source>Cached input units</source>
        <translation>缓存输入单位</translation>
    </message>
    <message>
        <source>Cache write units</source>
        <translation>缓存写入单位</translation>
    </message>
    <message>
        <source>Output units</source>
        <translation>输出单位</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Meter “%1”</source>
        <translation>计量项“%1”</translation>
    </message>
    <message>
        <source>Dimension “%1”</source>
        <translation>维度“%1”</translation>
    </message>
    <message>
        <source>date and time with its offset</source>
        <translation>带时差的日期和时间</translation>
    </message>
    <message>
        <source>local date and time</source>
        <translation>本地日期和时间</translation>
    </message>
    <message>
        <source>seconds since 1970</source>
        <translation>自 1970 年起的秒数</translation>
    </message>
    <message>
        <source>milliseconds since 1970</source>
        <translation>自 1970 年起的毫秒数</translation>
    </message>
    <message>
        <source>seconds since a start</source>
        <translation>自起点起的秒数</translation>
    </message>
    <message>
        <source>milliseconds since a start</source>
        <translation>自起点起的毫秒数</translation>
    </message>
    <message>
        <source>access log time</source>
        <translation>访问日志时间</translation>
    </message>
    <message>
        <source>Would import %1</source>
        <translation>将导入 %1</translation>
    </message>
    <message>
        <source>Imported %1</source>
        <translation>已导入 %1</translation>
    </message>
    <message>
        <source>%1 known already</source>
        <translation>%1 条已存在</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 条被拒绝</translation>
    </message>
    <message>
        <source>%1 contradict what is known; the first stands</source>
        <translation>%1 条与已有记录矛盾，以先到的为准</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) made</source>
        <translation>
            <numerusform>已创建 %n 个令牌</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped before the end of the file.</source>
        <translation>在文件结束前停止。</translation>
    </message>
    <message>
        <source>Stopped before the end of the file. What was imported is kept; importing the file again goes on from there.</source>
        <translation>在文件结束前停止。已导入的内容均已保留；再次导入该文件会从停止处继续。</translation>
    </message>
    <message>
        <source>Rows written before that are kept, and are not counted twice when the file is imported again.</source>
        <translation>此前写入的行均已保留，再次导入该文件时不会重复计数。</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Response ms</source>
        <translation>响应（毫秒）</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>应为</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>First rows as they would be read</source>
        <translation>前几行将按此读取</translation>
    </message>
    <message>
        <source>Rejected rows</source>
        <translation>被拒绝的行</translation>
    </message>
    <message>
        <source>%1 without use (count 0)</source>
        <translation>%1 行没有用量（计数为 0）</translation>
    </message>
    <message>
        <source>Dated in a closed period: %1.</source>
        <translation>日期在已结账期内：%1。</translation>
    </message>
    <message>
        <source>Dated in the future: %1.</source>
        <translation>日期在未来：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 等另外 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a file and how it went</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>CSV with %1 between cells</source>
        <translation>以 %1 分隔的 CSV</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>CloudEvents 1.0</source>
        <translation>CloudEvents 1.0</translation>
    </message>
    <message>
        <source>quotes: %1</source>
        <translation>引号：%1</translation>
    </message>
    <message>
        <source>%1 escapes</source>
        <translation>%1 为转义符</translation>
    </message>
    <message>
        <source>%1 begins a comment</source>
        <translation>%1 开头为注释</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) before it skipped</source>
        <translation>
            <numerusform>跳过前面 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>day.month.year</source>
        <translation>日.月.年</translation>
    </message>
    <message>
        <source>month/day/year</source>
        <translation>月/日/年</translation>
    </message>
    <message>
        <source>microseconds since 1970</source>
        <translation>自 1970 年起的微秒数</translation>
    </message>
    <message>
        <source>nanoseconds since 1970</source>
        <translation>自 1970 年起的纳秒数</translation>
    </message>
    <message>
        <source>days of a spreadsheet</source>
        <translation>电子表格的日期序号</translation>
    </message>
    <message>
        <source>weeks of ISO 8601</source>
        <translation>ISO 8601 周</translation>
    </message>
    <message>
        <source>date and time of mail</source>
        <translation>邮件格式的日期和时间</translation>
    </message>
    <message>
        <source>numbers as %1</source>
        <translation>数字写作 %1</translation>
    </message>
    <message>
        <source>dates whose day and month cannot be told apart</source>
        <translation>日期的日和月无法区分</translation>
    </message>
    <message>
        <source>Known though their records were dropped: %1.</source>
        <translation>记录已清除但仍可识别：%1。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
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
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>令牌(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;ools</source>
        <translation>工具(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
</context>
<context>
    <name>Periods</name>
    <message numerus="yes">
        <source>%n period(s) closed.</source>
        <translation>
            <numerusform>已结账 %n 个计费周期。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a customer, why its period stays open</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Closing of periods</source>
        <translation>计费周期结账</translation>
    </message>
    <message numerus="yes">
        <source>Close %n period(s)</source>
        <translation>
            <numerusform>结账 %n 个计费周期</numerusform>
        </translation>
    </message>
    <message>
        <source>Closing undone</source>
        <translation>撤销结账</translation>
    </message>
    <message>
        <source>The period %1 of %2 is open again.</source>
        <translation>%2 的计费周期 %1 已重新打开。</translation>
    </message>
    <message>
        <source>Late usage %1</source>
        <comment>completes the sentence with what becomes of it</comment>
        <translation>迟到的用量%1</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>To be closed</source>
        <translation>待结账</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结账</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>已重新打开</translation>
    </message>
    <message>
        <source>No common period</source>
        <translation>没有共同的周期</translation>
    </message>
    <message>
        <source>Reopened on %1: %2</source>
        <translation>于 %1 重新打开：%2</translation>
    </message>
    <message>
        <source>goes into the next bill, as an adjustment</source>
        <translation>作为调整计入下一张账单</translation>
    </message>
    <message>
        <source>opens the period again</source>
        <translation>使该周期重新打开</translation>
    </message>
    <message>
        <source>is refused</source>
        <translation>被拒收</translation>
    </message>
    <message>
        <source>In the next bill</source>
        <translation>计入下一张账单</translation>
    </message>
    <message>
        <source>Period opened again</source>
        <translation>周期已重新打开</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒收</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>计费周期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Closed on</source>
        <translation>结账日期</translation>
    </message>
    <message>
        <source>By</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Came late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>Usage records that came for the period after it was closed</source>
        <translation>结账之后才到达的该周期用量记录数</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到达时间</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>From the future</source>
        <translation>来自未来</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录数</translation>
    </message>
    <message>
        <source>Dated</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <comment>first and last</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Closed period</source>
        <translation>已结账周期</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Kept, and flagged on the bill</source>
        <translation>已保留，并在账单上注明</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>PlanCalls</name>
    <message numerus="yes">
        <source>%n customers</source>
        <translation>
            <numerusform>%n 个客户</numerusform>
        </translation>
    </message>
    <message>
        <source>Preview of %1</source>
        <translation>预览 %1</translation>
    </message>
</context>
<context>
    <name>PlanTemplates</name>
    <message>
        <source>Flat price</source>
        <translation>统一价</translation>
    </message>
    <message>
        <source>Every request costs the same.</source>
        <translation>每次请求价格相同。</translation>
    </message>
    <message>
        <source>Tiered price</source>
        <translation>阶梯价</translation>
    </message>
    <message>
        <source>The more requests in a month, the less each further one costs.</source>
        <translation>一个月内请求越多，后续每次请求越便宜。</translation>
    </message>
    <message>
        <source>Free allowance and overage</source>
        <translation>免费额度加超额计费</translation>
    </message>
    <message>
        <source>A thousand requests a month are free; what goes over is charged.</source>
        <translation>每月一千次请求免费，超出部分计费。</translation>
    </message>
    <message>
        <source>Each token&apos;s own price</source>
        <translation>按令牌各自定价</translation>
    </message>
    <message>
        <source>A monthly fee, and every token at the rate, cap and lifetime it was made with.</source>
        <translation>每月固定费用，每个令牌按其创建时的费率、上限和有效期计费。</translation>
    </message>
    <message>
        <source>Cloud API</source>
        <translation>云 API</translation>
    </message>
    <message>
        <source>Request tiers with a free allowance, cheaper batch calls, a base fee and a discount.</source>
        <translation>请求阶梯价附免费额度，批量调用更便宜，另有基础费和折扣。</translation>
    </message>
    <message>
        <source>Language models</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Input, cached input and output units per million; long prompts cost more.</source>
        <translation>输入、缓存输入和输出按每百万单位计费，长提示更贵。</translation>
    </message>
    <message>
        <source>Data processing</source>
        <translation>数据处理</translation>
    </message>
    <message>
        <source>Records by volume, cheaper at weekends, and gigabytes in blocks of a hundred.</source>
        <translation>记录按总量定价，周末更便宜；流量按每百 GB 一块计费。</translation>
    </message>
    <message>
        <source>Device fleet</source>
        <translation>设备群</translation>
    </message>
    <message>
        <source>Messages under a cap a minute and a day, updates by the gigabyte and a platform fee.</source>
        <translation>消息受每分钟和每天上限约束，升级按 GB 计费，另有平台费。</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>金融</translation>
    </message>
    <message>
        <source>A share of the value moved, dearer quotes in trading hours, minimum, maximum and tax.</source>
        <translation>按交易额比例收费，交易时段行情更贵，设最低额、最高额和税。</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>医疗健康</translation>
    </message>
    <message>
        <source>Tiered lookups with credits for slow answers, images in blocks and a fixed fee.</source>
        <translation>查询按阶梯计价，响应慢则返还，影像按块计费，另有固定费用。</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>教育</translation>
    </message>
    <message>
        <source>Free lessons first, then a low capped price, a discount and a monthly maximum.</source>
        <translation>先有免费课程，之后低价且有上限，另有折扣和每月最高额。</translation>
    </message>
    <message>
        <source>Internal platform</source>
        <translation>内部平台</translation>
    </message>
    <message>
        <source>Dearer while the system is busy, half price at night, an overage rate over the cap.</source>
        <translation>系统繁忙时更贵，夜间半价，超出上限按超额费率计费。</translation>
    </message>
</context>
<context>
    <name>Plans</name>
    <message>
        <source>%1 up to %2</source>
        <translation>%2 以内 %1</translation>
    </message>
    <message>
        <source>then %1</source>
        <translation>之后 %1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between tiers</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多%1</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>有效期 %1</translation>
    </message>
    <message>
        <source>%1 per started %2</source>
        <translation>每满或不足 %2 个收 %1</translation>
    </message>
    <message>
        <source>%1 a period</source>
        <translation>每期 %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>the token&apos;s own</source>
        <translation>按令牌</translation>
    </message>
    <message>
        <source>tier %1</source>
        <translation>第 %1 阶</translation>
    </message>
    <message>
        <source>hours %1</source>
        <translation>时段 %1</translation>
    </message>
    <message>
        <source>load band %1</source>
        <translation>负载档 %1</translation>
    </message>
    <message>
        <source>service level %1</source>
        <translation>服务等级 %1</translation>
    </message>
    <message>
        <source>discount %1</source>
        <translation>折扣 %1</translation>
    </message>
    <message>
        <source>cap %1</source>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>status %1</source>
        <translation>状态码 %1</translation>
    </message>
    <message>
        <source>Charge “%1”</source>
        <translation>收费项“%1”</translation>
    </message>
    <message>
        <source>Charge %1</source>
        <translation>收费项 %1</translation>
    </message>
    <message>
        <source>Flat</source>
        <translation>统一价</translation>
    </message>
    <message>
        <source>Flat with a cap</source>
        <translation>有上限的统一价</translation>
    </message>
    <message>
        <source>Graduated tiers</source>
        <translation>分段阶梯</translation>
    </message>
    <message>
        <source>Volume tiers</source>
        <translation>总量阶梯</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>按块</translation>
    </message>
    <message>
        <source>Fixed fee</source>
        <translation>固定费用</translation>
    </message>
    <message>
        <source>Percentage</source>
        <translation>百分比</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Input units</source>
        <translation>输入单位</translation>
    </message>
    <message>
        <source>Cached input units</source>
        <translation>缓存输入单位</translation>
    </message>
    <message>
        <source>Cache writes</source>
        <translation>缓存写入</translation>
    </message>
    <message>
        <source>Output units</source>
        <translation>输出单位</translation>
    </message>
    <message>
        <source>Response time (ms)</source>
        <translation>响应时间（毫秒）</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests</source>
        <translation>
            <numerusform>%Ln 次请求</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln errors</source>
        <translation>
            <numerusform>%Ln 个错误</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>quantity and meter</comment>
        <translation>%1 个%2</translation>
    </message>
    <message>
        <source>%1 per %2</source>
        <translation>每 %2 个 %1</translation>
    </message>
    <message>
        <source>%1; %2 free</source>
        <translation>%1；免费 %2 个</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Billing period</source>
        <translation>计费周期</translation>
    </message>
    <message>
        <source>Period begins</source>
        <translation>周期起点</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>舍入</translation>
    </message>
    <message>
        <source>Billable statuses</source>
        <translation>计费状态码</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Charges</source>
        <translation>收费项</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最低额</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最高额</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>税</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Name of the charge</source>
        <translation>收费项名称</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>计量项</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配条件</translation>
    </message>
    <message>
        <source>Per</source>
        <translation>计价单位</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Kind of price</source>
        <translation>价格类型</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>费率</translation>
    </message>
    <message>
        <source>Cap</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Lifetime</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Cap holds for</source>
        <translation>上限适用于</translation>
    </message>
    <message>
        <source>Over the cap</source>
        <translation>超出上限时</translation>
    </message>
    <message>
        <source>Overage rate</source>
        <translation>超额费率</translation>
    </message>
    <message>
        <source>Windows begin</source>
        <translation>窗口起点</translation>
    </message>
    <message>
        <source>Renewal</source>
        <translation>续期</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Tier by</source>
        <translation>阶梯依据</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Size counts</source>
        <translation>大小计入</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>每块数量</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>百分比</translation>
    </message>
    <message>
        <source>Free units</source>
        <translation>免费数量</translation>
    </message>
    <message>
        <source>Free units per term</source>
        <translation>每周期免费数量</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Load bands</source>
        <translation>负载档</translation>
    </message>
    <message>
        <source>Service levels</source>
        <translation>服务等级</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>高于</translation>
    </message>
    <message>
        <source>Slower than (ms)</source>
        <translation>慢于（毫秒）</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>返还</translation>
    </message>
    <message>
        <source>Credit in percent</source>
        <translation>返还百分比</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>百分位</translation>
    </message>
    <message>
        <source>On</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between places</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Order of charges: %1</source>
        <translation>收费项顺序：%1</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>The last tier has no end: leave this empty.</source>
        <translation>最后一阶没有上界：请留空。</translation>
    </message>
    <message>
        <source>Only the last tier may be without end.</source>
        <translation>只有最后一阶可以没有上界。</translation>
    </message>
    <message>
        <source>At most 12 decimals.</source>
        <translation>最多 12 位小数。</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>不小于 %1</translation>
    </message>
    <message>
        <source>Slowed down to</source>
        <translation>降速至</translation>
    </message>
    <message>
        <source>%1, new: %2</source>
        <translation>新增%1：%2</translation>
    </message>
    <message>
        <source>%1: gone (was %2)</source>
        <translation>移除%1（原为 %2）</translation>
    </message>
</context>
<context>
    <name>ReportDocument</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Cached input</source>
        <translation>缓存输入</translation>
    </message>
    <message>
        <source>Cache writes</source>
        <translation>缓存写入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Mean, ms</source>
        <translation>平均，毫秒</translation>
    </message>
    <message>
        <source>p50, ms</source>
        <translation>p50，毫秒</translation>
    </message>
    <message>
        <source>p95, ms</source>
        <translation>p95，毫秒</translation>
    </message>
    <message>
        <source>p99, ms</source>
        <translation>p99，毫秒</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Cost unknown</source>
        <translation>成本未知</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利</translation>
    </message>
    <message>
        <source>Why unknown</source>
        <translation>未知原因</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>收费项</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>计量项</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Billable</source>
        <translation>计费数量</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>算式</translation>
    </message>
    <message>
        <source>Use and charge by customer</source>
        <translation>按客户的用量与收费</translation>
    </message>
    <message>
        <source>Use and charge by token</source>
        <translation>按令牌的用量与收费</translation>
    </message>
    <message>
        <source>Use and charge by day</source>
        <translation>按日的用量与收费</translation>
    </message>
    <message>
        <source>Use, cost and margin by model</source>
        <translation>按模型的用量、成本与毛利</translation>
    </message>
    <message>
        <source>Use, cost and margin by plan</source>
        <translation>按套餐的用量、成本与毛利</translation>
    </message>
    <message>
        <source>Use, cost and margin by tag</source>
        <translation>按标签的用量、成本与毛利</translation>
    </message>
    <message>
        <source>Use, cost and margin by hour of the week</source>
        <translation>按每周时段的用量、成本与毛利</translation>
    </message>
    <message>
        <source>Use, cost and margin by customer</source>
        <translation>按客户的用量、成本与毛利</translation>
    </message>
    <message>
        <source>The lines of all bills</source>
        <translation>所有账单的明细行</translation>
    </message>
    <message>
        <source>no price list</source>
        <translation>没有价目表</translation>
    </message>
    <message>
        <source>no exchange rate</source>
        <translation>没有汇率</translation>
    </message>
    <message>
        <source>allowance</source>
        <translation>免费额度</translation>
    </message>
    <message>
        <source>price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>time slices</source>
        <translation>分时</translation>
    </message>
    <message>
        <source>load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>service level</source>
        <translation>服务水平</translation>
    </message>
    <message>
        <source>outside every term</source>
        <translation>不在任何周期内</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>最高额</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>最低额</translation>
    </message>
    <message>
        <source>tax</source>
        <translation>税</translation>
    </message>
    <message>
        <source>adjustment</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>%1 to %2 (%3), the end not included</source>
        <translation>%1 至 %2（%3），不含终点</translation>
    </message>
    <message>
        <source>Tollkeeper · %1 · made %2 (%3)</source>
        <translation>Tollkeeper · %1 · 生成于 %2（%3）</translation>
    </message>
    <message>
        <source>There is nothing to report of this time.</source>
        <translation>这段时间没有可报告的内容。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>Providers are paid</source>
        <translation>付给供应商</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>账期</translation>
    </message>
    <message>
        <source>of each customer&apos;s own zone</source>
        <translation>按各客户自己的时区</translation>
    </message>
</context>
<context>
    <name>ScenarioWords</name>
    <message>
        <source>no cap</source>
        <translation>无上限</translation>
    </message>
    <message>
        <source> and </source>
        <comment>between two caps</comment>
        <translation>和</translation>
    </message>
    <message>
        <source>everything happens %1 earlier</source>
        <translation>一切提前 %1</translation>
    </message>
    <message>
        <source>everything happens %1 later</source>
        <translation>一切推迟 %1</translation>
    </message>
    <message>
        <source>Plan “%1” instead of theirs</source>
        <translation>以套餐“%1”代替原套餐</translation>
    </message>
    <message>
        <source>Discount %1%</source>
        <translation>折扣 %1%</translation>
    </message>
    <message>
        <source>Minimum %1 a period</source>
        <translation>每期最低 %1</translation>
    </message>
    <message>
        <source>Maximum %1 a period</source>
        <translation>每期最高 %1</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>所有令牌</translation>
    </message>
    <message>
        <source>Customer: %1</source>
        <translation>客户：%1</translation>
    </message>
    <message>
        <source>Plan: %1</source>
        <translation>套餐：%1</translation>
    </message>
    <message>
        <source>Tag: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>Token: %1</source>
        <translation>令牌：%1</translation>
    </message>
    <message>
        <source>Requests × %1</source>
        <translation>请求 × %1</translation>
    </message>
    <message>
        <source>Rate %1</source>
        <translation>费率 %1</translation>
    </message>
    <message>
        <source>Rate × %1</source>
        <translation>费率 × %1</translation>
    </message>
    <message>
        <source>Cap %1</source>
        <comment>a cap such as 150 a day</comment>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>Lifetime %1</source>
        <translation>有效期 %1</translation>
    </message>
    <message>
        <source>Cap counts over the %1</source>
        <comment>whole term or each window</comment>
        <translation>上限计算范围：%1</translation>
    </message>
    <message>
        <source>Over the cap: %1</source>
        <translation>超出上限：%1</translation>
    </message>
    <message>
        <source>Rate over the cap %1</source>
        <translation>超限费率 %1</translation>
    </message>
    <message>
        <source>Terms renew by themselves</source>
        <translation>到期自动续期</translation>
    </message>
    <message>
        <source>Terms do not renew</source>
        <translation>到期不续期</translation>
    </message>
    <message>
        <source>Elasticity of demand %1</source>
        <translation>需求弹性 %1</translation>
    </message>
    <message>
        <source>%1% of the customers leave (seed %2)</source>
        <translation>%1% 的客户离开（种子 %2）</translation>
    </message>
    <message>
        <source>a new customer “%1” with %2 times the use of %3</source>
        <translation>新客户“%1”，用量为 %3 的 %2 倍</translation>
    </message>
    <message>
        <source>providers charge %1 times as much</source>
        <translation>供应商收费为 %1 倍</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>which tokens, what is changed</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>nothing is changed</source>
        <translation>没有改动</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>费率</translation>
    </message>
    <message>
        <source>Rate, times today&apos;s</source>
        <translation>费率（现价的倍数）</translation>
    </message>
    <message>
        <source>Cap</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Lifetime</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Rate over the cap</source>
        <translation>超限费率</translation>
    </message>
    <message>
        <source>Discount in %</source>
        <translation>折扣（%）</translation>
    </message>
    <message>
        <source>Minimum a period</source>
        <translation>每期最低金额</translation>
    </message>
    <message>
        <source>Maximum a period</source>
        <translation>每期最高金额</translation>
    </message>
    <message>
        <source>What if prices rise by 10 %?</source>
        <translation>如果涨价 10%？</translation>
    </message>
    <message>
        <source>What if traffic doubles?</source>
        <translation>如果流量翻倍？</translation>
    </message>
    <message>
        <source>What if tokens live 30 days?</source>
        <translation>如果令牌有效期为 30 天？</translation>
    </message>
    <message>
        <source>%1 up to %2</source>
        <comment>rate, units</comment>
        <translation>%2 以内 %1</translation>
    </message>
    <message>
        <source>then %1</source>
        <comment>rate of the last tier</comment>
        <translation>此后 %1</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>hours, multiplier</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no time slices</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>Tiers: %1</source>
        <translation>阶梯：%1</translation>
    </message>
    <message>
        <source>Tiers by the size of a request</source>
        <translation>按单次请求的大小分阶梯</translation>
    </message>
    <message>
        <source>Tiers by the period’s quantity</source>
        <translation>按账期总量分阶梯</translation>
    </message>
    <message>
        <source>Time slices: %1</source>
        <translation>时段：%1</translation>
    </message>
    <message>
        <source>Blocks of %1 units</source>
        <translation>每包 %1 单位</translation>
    </message>
    <message>
        <source>Share of %1%</source>
        <translation>比例 %1%</translation>
    </message>
    <message>
        <source>Fee %1 a period</source>
        <translation>每账期固定费 %1</translation>
    </message>
    <message>
        <source>Allowance of %1 units</source>
        <translation>免费额度 %1 单位</translation>
    </message>
    <message>
        <source>Rate per 10^%1 units</source>
        <translation>费率按每 10^%1 单位</translation>
    </message>
    <message>
        <source>No prices by load</source>
        <translation>不按负载计价</translation>
    </message>
    <message>
        <source>Other prices by load</source>
        <translation>负载价格改变</translation>
    </message>
    <message>
        <source>No credits for slow answers</source>
        <translation>响应慢不减免</translation>
    </message>
    <message>
        <source>Other credits for slow answers</source>
        <translation>响应慢的减免改变</translation>
    </message>
    <message>
        <source>Windows of the calendar</source>
        <translation>窗口按日历</translation>
    </message>
    <message>
        <source>Windows from the term’s start</source>
        <translation>窗口从周期开始时起</translation>
    </message>
    <message>
        <source>only charge “%1”</source>
        <translation>仅收费项“%1”</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>筛选：%1</translation>
    </message>
</context>
<context>
    <name>Scenarios</name>
    <message>
        <source>“%1” is saved.</source>
        <translation>“%1”已保存。</translation>
    </message>
    <message>
        <source>“%1” is saved as version %2.</source>
        <translation>“%1”已保存为第 %2 版。</translation>
    </message>
    <message>
        <source>Duplicate “%1”</source>
        <translation>复制“%1”</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>重命名“%1”</translation>
    </message>
    <message>
        <source>Delete “%1”</source>
        <translation>删除“%1”</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Tollkeeper</source>
        <translation>关于 Tollkeeper</translation>
    </message>
    <message>
        <source>Tokens, usage and what they cost: on one desk, in one file.

Free software under the GNU General Public License, version 3 or later. It comes without any warranty.

Built on Qt %1 and Qt Charts, SQLite, JSON for Modern C++, CLI11, zlib, liblzma and xxHash.</source>
        <translation>令牌、用量和费用：一张桌面，一个文件。

依据 GNU 通用公共许可证第 3 版或更高版本发布的自由软件，不提供任何担保。

基于 Qt %1 与 Qt Charts、SQLite、JSON for Modern C++、CLI11、zlib、liblzma 和 xxHash。</translation>
    </message>
</context>
<context>
    <name>SimulationPage</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>There is no percentage of a bill of zero.</source>
        <translation>账单为零，没有百分比。</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>被拒绝的请求</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>无差额</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n 个客户</numerusform>
        </translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>现在 %1</translation>
    </message>
    <message>
        <source>what if %1</source>
        <translation>假设 %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 requests refused</source>
        <translation>拒绝 %1 次请求</translation>
    </message>
    <message>
        <source>Re-rates %1 requests of your history, %2 (%3), with the function that bills. Caps and lifetimes count in each customer&apos;s own zone.</source>
        <translation>用出账的同一函数，对历史中的 %1 次请求重新计价，%2（%3）。上限和有效期按各客户自己的时区计算。</translation>
    </message>
    <message>
        <source>Read as sums of a quarter of an hour, which give the exact answer here.</source>
        <translation>按每刻钟的合计读取，此处结果精确。</translation>
    </message>
    <message>
        <source>Read request by request.</source>
        <translation>逐条请求读取。</translation>
    </message>
    <message>
        <source>Answered in %1.</source>
        <translation>耗时 %1。</translation>
    </message>
    <message>
        <source>The plan “%1” has several prices, so there is no single one to change. Choose other tokens under “On”.</source>
        <translation>套餐“%1”有多个价格，没有单一价格可改。请在“范围”中选择其他令牌。</translation>
    </message>
    <message>
        <source>The scenario is about one customer, and a plan is the same for all who are on it. Choose all tokens or a plan under “On”, or agree on terms for this customer on the Plans page.</source>
        <translation>此方案只涉及一个客户，而套餐对使用它的所有客户都相同。请在“范围”中选择所有令牌或某个套餐，或在套餐页面为该客户约定条款。</translation>
    </message>
    <message>
        <source>The scenario is about some tokens only (%1), and a plan is the same for all of its tokens. Choose all tokens or a plan under “On”.</source>
        <translation>此方案只涉及部分令牌（%1），而套餐对其所有令牌都相同。请在“范围”中选择所有令牌或某个套餐。</translation>
    </message>
    <message>
        <source>The plan “%1” has no single price that a rate, cap or lifetime could be of. Change its charges on the Plans page.</source>
        <translation>套餐“%1”没有唯一的价格可供更改费率、上限或有效期。请在套餐页面修改其收费项。</translation>
    </message>
    <message>
        <source>The plan “%1” leaves the rate to each token, so there is none to multiply. Type a new rate instead.</source>
        <translation>套餐“%1”的费率由各令牌自定，没有可以相乘的费率。请改为输入新费率。</translation>
    </message>
    <message>
        <source>The plan “%1” has a price without caps and lifetimes. Change only its rate here, or give it a capped charge on the Plans page.</source>
        <translation>套餐“%1”的价格没有上限和有效期。请在此只改费率，或在套餐页面为它添加有上限的收费项。</translation>
    </message>
    <message>
        <source>Export to %1</source>
        <translation>导出到 %1</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation>导出为 PDF</translation>
    </message>
    <message>
        <source>what-if-%1.pdf</source>
        <translation>假设-%1.pdf</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
</context>
<context>
    <name>StudyReport</name>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Tokens that limits act on</source>
        <translation>受限制影响的令牌</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Ran out on</source>
        <translation>用尽日期</translation>
    </message>
    <message>
        <source>Admitted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Renewals</source>
        <translation>续期次数</translation>
    </message>
    <message>
        <source>Billed, %1</source>
        <translation>计费（%1）</translation>
    </message>
    <message>
        <source>What was refused, in order of time</source>
        <translation>按时间排列的拒绝</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Again from</source>
        <translation>何时恢复</translation>
    </message>
    <message>
        <source>%1 requests every %2 ms, %3 at once</source>
        <translation>每 %2 毫秒 %1 次请求，突发 %3 次</translation>
    </message>
    <message>
        <source>each token %1</source>
        <translation>每个令牌 %1</translation>
    </message>
    <message>
        <source>all tokens of a customer together %1</source>
        <translation>同一客户的所有令牌合计 %1</translation>
    </message>
    <message>
        <source>From today&apos;s bills to the scenario&apos;s</source>
        <translation>从现有账单到方案账单</translation>
    </message>
    <message>
        <source>Nothing moves.</source>
        <translation>没有变化。</translation>
    </message>
    <message>
        <source>Step by step, in %1</source>
        <translation>逐步变化（%1）</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Comes to</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>The steps sum up to the difference, to the last digit.</source>
        <translation>各步骤之和等于差额，一位不差。</translation>
    </message>
    <message>
        <source>Who pays more, who pays less</source>
        <translation>谁付得更多，谁付得更少</translation>
    </message>
    <message>
        <source>Customers whose bills move</source>
        <translation>账单变动的客户</translation>
    </message>
    <message>
        <source>Pay more</source>
        <translation>付得更多</translation>
    </message>
    <message>
        <source>Pay less</source>
        <translation>付得更少</translation>
    </message>
    <message>
        <source>at all</source>
        <translation>有变动</translation>
    </message>
    <message>
        <source>by over %1%</source>
        <translation>超过 %1%</translation>
    </message>
    <message>
        <source>Bills that stay as they are: %1. Customers who paid nothing before: %2; they have no percentage.</source>
        <translation>保持不变的账单：%1。原先未付费的客户：%2，没有百分比。</translation>
    </message>
    <message>
        <source>Who would have been refused</source>
        <translation>谁会被拒绝</translation>
    </message>
    <message>
        <source>With limits that no plan has: %1.</source>
        <translation>附加套餐中没有的限制：%1。</translation>
    </message>
    <message>
        <source>Nobody would have been refused: all %1 requests are admitted.</source>
        <translation>没有请求会被拒绝：全部 %1 次请求都被接受。</translation>
    </message>
    <message>
        <source>%1 of %2 requests would have been refused. What is billed changes by %3.</source>
        <translation>%2 次请求中有 %1 次会被拒绝。计费变化 %3。</translation>
    </message>
    <message>
        <source>Replayed request by request in order of time, as the service admits them: a request counts against all limits or, where one refuses it, against none.</source>
        <translation>按时间顺序逐条重放，与服务的准入方式相同：请求计入所有限制；只要有一个限制拒绝它，就不计入任何限制。</translation>
    </message>
    <message>
        <source>What is left once providers are paid</source>
        <translation>付给供应商之后的剩余</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>Providers are paid</source>
        <translation>付给供应商</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利</translation>
    </message>
    <message>
        <source>Some costs have no exchange rate and are not in it.</source>
        <translation>部分成本没有汇率，未计入。</translation>
    </message>
    <message>
        <source>There is too little history to say anything of what may come.</source>
        <translation>历史太短，无法推断未来。</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>%1, from %2 to %3</source>
        <translation>%1 天，%2 至 %3</translation>
    </message>
    <message>
        <source>Futures drawn</source>
        <translation>模拟次数</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1，种子 %2</translation>
    </message>
    <message>
        <source>Drawn from</source>
        <translation>抽取自</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>%1 days, the same for all tokens</source>
        <translation>%1 天，所有令牌取相同片段</translation>
    </message>
    <message>
        <source>%1 days, each token&apos;s own</source>
        <translation>%1 天，每个令牌各取片段</translation>
    </message>
    <message>
        <source>Until %1 it comes to %2 (80 of 100 futures: %3 to %4).</source>
        <translation>到 %1 为止合计 %2（80% 的未来：%3 至 %4）。</translation>
    </message>
    <message>
        <source>It is over the budget of %1 in %2 of the futures.</source>
        <translation>在 %2 的未来中超出预算 %1。</translation>
    </message>
    <message>
        <source>The same seed gives the same figures on every machine. The bands say how chance alone moves the total; traffic that grows or shrinks is not covered by them.</source>
        <translation>相同的种子在任何机器上得到相同的数值。区间只反映偶然波动对合计的影响，不包含流量的增长或减少。</translation>
    </message>
    <message>
        <source>What the whole time comes to</source>
        <translation>全期合计</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>What the whole time comes to, in %1</source>
        <translation>全期合计（%1）</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>50 of 100 futures lie between</source>
        <translation>50% 的未来介于</translation>
    </message>
    <message>
        <source>80 of 100 futures lie between</source>
        <translation>80% 的未来介于</translation>
    </message>
    <message>
        <source>95 of 100 futures lie between</source>
        <translation>95% 的未来介于</translation>
    </message>
    <message>
        <source>95 of 100 futures stay below (value at risk)</source>
        <translation>95% 的未来不超过（风险值）</translation>
    </message>
    <message>
        <source>99 of 100 futures stay below</source>
        <translation>99% 的未来不超过</translation>
    </message>
    <message>
        <source>By the end of each week, in %1</source>
        <translation>每周末累计（%1）</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>80%: from</source>
        <translation>80%：从</translation>
    </message>
    <message>
        <source>80%: to</source>
        <translation>80%：至</translation>
    </message>
    <message>
        <source>95%: from</source>
        <translation>95%：从</translation>
    </message>
    <message>
        <source>95%: to</source>
        <translation>95%：至</translation>
    </message>
    <message>
        <source>Over budget</source>
        <translation>超出预算</translation>
    </message>
    <message>
        <source>How the figures settle with more runs</source>
        <translation>数值如何随次数收敛</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Value at risk, 95%</source>
        <translation>风险值，95%</translation>
    </message>
    <message>
        <source>Between “from” and “to” the figure of infinitely many runs lies in 95 of 100 cases.</source>
        <translation>无限多次模拟的数值有 95% 的把握介于“从”与“至”之间。</translation>
    </message>
    <message>
        <source>The tokens that cost most, and what their counts look like</source>
        <translation>金额最高的令牌及其次数的分布</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Comes to, on average</source>
        <translation>平均金额</translation>
    </message>
    <message>
        <source>Dispersion</source>
        <translation>离散度</translation>
    </message>
    <message>
        <source>p of the fit</source>
        <translation>拟合的 p 值</translation>
    </message>
    <message>
        <source>Poisson</source>
        <translation>泊松</translation>
    </message>
    <message>
        <source>negative binomial</source>
        <translation>负二项</translation>
    </message>
    <message>
        <source>n/a</source>
        <translation>无</translation>
    </message>
    <message>
        <source>A dispersion of 1 is that of a Poisson distribution. A small p says that the distribution fits badly.</source>
        <translation>离散度为 1 即泊松分布。p 值小说明分布拟合不佳。</translation>
    </message>
    <message>
        <source>Tokens that are in none of these figures</source>
        <translation>未计入以上数值的令牌</translation>
    </message>
    <message>
        <source>Left out because</source>
        <translation>未计入的原因</translation>
    </message>
    <message>
        <source>What may come</source>
        <translation>未来展望</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>which tokens, what is changed</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Assumed</source>
        <translation>假定</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>无其他假定</translation>
    </message>
    <message>
        <source>Who leaves</source>
        <translation>流失的客户</translation>
    </message>
    <message>
        <source>What the answers rest on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>%1 to %2 (%3), the end not included</source>
        <translation>%1 至 %2（%3），不含终点</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>The history is billed anew under the scenario, by the very function that bills. Caps and lifetimes count in each customer&apos;s own zone. Bills stay as they are.</source>
        <translation>在方案下用正式计费的同一函数对历史重新计费。上限和有效期按各客户自己的时区计算。账单保持不变。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Exact: read request by request.</source>
        <translation>精确：逐条读取请求。</translation>
    </message>
    <message>
        <source>Exact: read as sums of a quarter of an hour, which give the same digits here.</source>
        <translation>精确：按一刻钟汇总读取，在此结果一位不差。</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>被拒绝的请求</translation>
    </message>
    <message>
        <source>Total in %1</source>
        <translation>%1 合计</translation>
    </message>
    <message>
        <source>What it comes to</source>
        <translation>计费结果</translation>
    </message>
    <message>
        <source>Now %1, what if %2: a difference of %3 (%4).</source>
        <translation>现在 %1，假设 %2：差额 %3（%4）。</translation>
    </message>
    <message>
        <source>The first %1 of %2; a CSV or JSON export holds all.</source>
        <translation>共 %2 行，此处为前 %1 行；CSV 或 JSON 导出包含全部。</translation>
    </message>
    <message>
        <source>What-if simulation</source>
        <translation>假设模拟</translation>
    </message>
    <message>
        <source>Tollkeeper · what-if simulation · made %1 (%2)</source>
        <translation>Tollkeeper · 假设模拟 · 生成于 %1（%2）</translation>
    </message>
    <message>
        <source>Totals in %1; from left to right: %2.</source>
        <translation>合计（%1）；从左到右：%2。</translation>
    </message>
    <message>
        <source>What if, %1</source>
        <translation>假设（%1）</translation>
    </message>
    <message>
        <source>Totals when one parameter alone is moved, in %1</source>
        <translation>单独改变一个参数时的合计（%1）</translation>
    </message>
    <message>
        <source>The scenario</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Down to</source>
        <translation>降至</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>升至</translation>
    </message>
    <message>
        <source>gives</source>
        <comment>the lower value</comment>
        <translation>得到</translation>
    </message>
    <message>
        <source>gives</source>
        <comment>the higher value</comment>
        <translation>得到</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>幅度</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a parameter, its value</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, with %1: %2</source>
        <comment>a parameter, its value</comment>
        <translation>，同时 %1：%2</translation>
    </message>
    <message>
        <source>%1 gives %2, to the digit.</source>
        <translation>%1 正好得到 %2。</translation>
    </message>
    <message>
        <source>Several values give %1, to the digit: %2.</source>
        <translation>多个取值正好得到 %1：%2。</translation>
    </message>
    <message>
        <source>%1 comes closest to %2: it gives %3.</source>
        <translation>%1 最接近 %2：得到 %3。</translation>
    </message>
    <message>
        <source>%1 is out of reach between these values. %2 comes closest: it gives %3.</source>
        <translation>在此范围内无法达到 %1。%2 最接近：得到 %3。</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>是否达到</translation>
    </message>
    <message>
        <source>All values that reach it</source>
        <translation>所有达到目标的取值</translation>
    </message>
    <message>
        <source>gives %1</source>
        <translation>得到（%1）</translation>
    </message>
    <message>
        <source>What each value comes to</source>
        <translation>每个取值的结果</translation>
    </message>
    <message>
        <source>Each value is tried on top of the scenario and billed like a scenario of its own.</source>
        <translation>每个取值都叠加在方案之上，像独立方案一样计费。</translation>
    </message>
    <message>
        <source>What matters most</source>
        <translation>影响最大的参数</translation>
    </message>
    <message>
        <source>There is no parameter to move.</source>
        <translation>没有可移动的参数。</translation>
    </message>
    <message>
        <source>Each parameter is moved down and up by %1%; counts and lengths to whole ones.</source>
        <translation>每个参数下调和上调 %1%；次数和时长取整。</translation>
    </message>
    <message>
        <source>Which value reaches the goal</source>
        <translation>哪个取值达到目标</translation>
    </message>
    <message>
        <source>Sought: a total of %1.</source>
        <translation>目标：合计 %1。</translation>
    </message>
    <message>
        <source>Sought: the total of today, %1.</source>
        <translation>目标：现在的合计 %1。</translation>
    </message>
    <message>
        <source>%1: from %2 to %3 in steps of %4.</source>
        <translation>%1：从 %2 到 %3，步长 %4。</translation>
    </message>
    <message>
        <source>Use stays as it is in the scenario whatever value is tried.</source>
        <translation>无论尝试何值，用量均与方案中相同。</translation>
    </message>
    <message>
        <source>The total does not only rise or only fall: values between the 64 tried first may be missing.</source>
        <translation>合计并非单调变化：最初尝试的 64 个取值之间可能有遗漏。</translation>
    </message>
    <message>
        <source>Beside today&apos;s prices, on the same futures</source>
        <translation>与现行价格对照（同样的未来）</translation>
    </message>
    <message>
        <source>Each of %1 futures was billed as it is priced now and under the scenario: dearer in %2 of them, cheaper in %3.</source>
        <translation>%1 种未来各按现行价格和情景计费一次：其中 %2 种更贵，%3 种更便宜。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总额</translation>
    </message>
    <message>
        <source>The band of the difference is taken future by future: it is not the difference of the bands.</source>
        <translation>差额的区间逐个未来计算得出，并非两个区间之差。</translation>
    </message>
</context>
<context>
    <name>StudyWords</name>
    <message>
        <source>term not begun</source>
        <translation>有效期未开始</translation>
    </message>
    <message>
        <source>term over</source>
        <translation>有效期已过</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>C·T used up</source>
        <translation>C·T 已用尽</translation>
    </message>
    <message>
        <source>cap reached</source>
        <translation>达到上限</translation>
    </message>
    <message>
        <source>too fast</source>
        <translation>过快</translation>
    </message>
    <message>
        <source>shared cap reached</source>
        <translation>达到共享上限</translation>
    </message>
    <message>
        <source>too fast together</source>
        <translation>合计过快</translation>
    </message>
    <message>
        <source>its plan looks at more than the requests of a day</source>
        <translation>其套餐不只看每天的请求数</translation>
    </message>
    <message>
        <source>its caps act on windows of less than a day</source>
        <translation>其上限按不足一天的窗口起作用</translation>
    </message>
    <message>
        <source>its last term is over</source>
        <translation>其最后一个有效期已结束</translation>
    </message>
    <message>
        <source>it was never used</source>
        <translation>从未使用过</translation>
    </message>
    <message>
        <source>its use is too large to be drawn</source>
        <translation>其用量过大，无法模拟</translation>
    </message>
    <message>
        <source>too little history: %1 of %2 whole weeks</source>
        <translation>历史太短：只有 %1 个完整星期，需要 %2 个</translation>
    </message>
    <message>
        <source>to the digit</source>
        <translation>分毫不差</translation>
    </message>
    <message>
        <source>several values</source>
        <translation>多个取值</translation>
    </message>
    <message>
        <source>nearest</source>
        <translation>最接近</translation>
    </message>
    <message>
        <source>out of reach</source>
        <translation>无法达到</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>blocks of the history with its weekdays (seasonal block bootstrap)</source>
        <translation>按星期对齐的历史片段（季节性分块自助法）</translation>
    </message>
    <message>
        <source>counts drawn from the Poisson or negative binomial distribution fitted to each weekday</source>
        <translation>对每个星期几拟合的泊松或负二项分布</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>the bills as they are</source>
        <translation>现有账单</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>other rates on the same use</source>
        <translation>相同用量按新费率</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>more or less use at today&apos;s average price</source>
        <translation>用量增减按现在的平均价格</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>use that moves between prices, fees and discounts</source>
        <translation>用量在价格、费用和折扣之间的移动</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>caps, lifetimes, allowances, minimum and maximum take off more or less</source>
        <translation>上限、有效期、免费额度、最低和最高金额的影响</translation>
    </message>
    <message>
        <source>Refusals</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>requests that are turned away and not billed</source>
        <translation>被拒绝而未计费的请求</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>the bills under the scenario</source>
        <translation>方案下的账单</translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>in 1 minute</source>
        <translation>1 分钟后</translation>
    </message>
    <message numerus="yes">
        <source>in %n minutes</source>
        <translation>
            <numerusform>%n 分钟后</numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 hour</source>
        <translation>1 小时后</translation>
    </message>
    <message numerus="yes">
        <source>in %n hours</source>
        <translation>
            <numerusform>%n 小时后</numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 day</source>
        <translation>1 天后</translation>
    </message>
    <message numerus="yes">
        <source>in %n days</source>
        <translation>
            <numerusform>%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 month</source>
        <translation>1 个月后</translation>
    </message>
    <message numerus="yes">
        <source>in %n months</source>
        <translation>
            <numerusform>%n 个月后</numerusform>
        </translation>
    </message>
    <message>
        <source>in 1 year</source>
        <translation>1 年后</translation>
    </message>
    <message numerus="yes">
        <source>in %n years</source>
        <translation>
            <numerusform>%n 年后</numerusform>
        </translation>
    </message>
    <message>
        <source>1 minute ago</source>
        <translation>1 分钟前</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>1 小时前</translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message>
        <source>1 day ago</source>
        <translation>1 天前</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message>
        <source>1 month ago</source>
        <translation>1 个月前</translation>
    </message>
    <message numerus="yes">
        <source>%n months ago</source>
        <translation>
            <numerusform>%n 个月前</numerusform>
        </translation>
    </message>
    <message>
        <source>1 year ago</source>
        <translation>1 年前</translation>
    </message>
    <message numerus="yes">
        <source>%n years ago</source>
        <translation>
            <numerusform>%n 年前</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
</context>
<context>
    <name>TokenColumns</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Spend this month</source>
        <translation>本月费用</translation>
    </message>
    <message>
        <source>Its share of the customer&apos;s bill for the current month</source>
        <translation>本月客户账单中的份额</translation>
    </message>
    <message>
        <source>Used of cap</source>
        <translation>已用 / 上限</translation>
    </message>
    <message>
        <source>Billable requests of the current term, and the most it bills</source>
        <translation>本周期的计费请求数，以及最多计费的数量</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>费率</translation>
    </message>
    <message>
        <source>Price of one request</source>
        <translation>每次请求的价格</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>TokenEdit</name>
    <message>
        <source>Change the tags of “%1”</source>
        <translation>修改“%1”的标签</translation>
    </message>
    <message>
        <source>Change the note of “%1”</source>
        <translation>修改“%1”的备注</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>重命名“%1”</translation>
    </message>
</context>
<context>
    <name>TokenFilter</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Expiring ≤ 7 d</source>
        <translation>7 天内到期</translation>
    </message>
    <message>
        <source>Exhausted</source>
        <translation>已用尽</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Expired or revoked</source>
        <translation>已过期或已吊销</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>“%1:” is not known. Use customer:, plan:, status: or tag:.</source>
        <translation>不认识“%1:”。可用 customer:、plan:、status: 或 tag:。</translation>
    </message>
</context>
<context>
    <name>TokenSummary</name>
    <message>
        <source>Every request is billed at %1. There is no cap.</source>
        <translation>每次请求都按 %1 计费，没有上限。</translation>
    </message>
    <message>
        <source>At most %1 are billed, at %2 each, for as long as the token lives.</source>
        <translation>在令牌有效期间，最多计费%1，每次 %2。</translation>
    </message>
    <message>
        <source>At %1 for %2, %3 requests are billed at %4 each; what is over costs %5 each.</source>
        <translation>上限%1，有效期%2，%3 次请求按每次 %4 计费；超出部分每次 %5。</translation>
    </message>
    <message>
        <source>At %1 for %2 at most %3 requests are billed: %4.</source>
        <translation>上限%1，有效期%2，最多计费 %3 次请求：%4。</translation>
    </message>
    <message>
        <source>Requests over the cap are refused.</source>
        <translation>超出上限的请求会被拒绝。</translation>
    </message>
    <message>
        <source>Requests over the cap are served free.</source>
        <translation>超出上限的请求免费提供。</translation>
    </message>
    <message>
        <source>Each further term bills as much again.</source>
        <translation>每个后续周期再计同样多。</translation>
    </message>
    <message>
        <source>It never expires.</source>
        <translation>永不过期。</translation>
    </message>
    <message>
        <source>Ends %1 if first used today.</source>
        <translation>若今天首次使用，将于 %1 到期。</translation>
    </message>
    <message>
        <source>Ends %1.</source>
        <translation>将于 %1 到期。</translation>
    </message>
</context>
<context>
    <name>TokenText</name>
    <message>
        <source>Expires today</source>
        <translation>今天到期</translation>
    </message>
    <message numerus="yes">
        <source>Expires in %n day(s)</source>
        <translation>
            <numerusform>%n 天后到期</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests over the cap are served free.</source>
        <translation>超出上限的请求免费提供。</translation>
    </message>
    <message>
        <source>Requests over the cap cost %1 each.</source>
        <translation>超出上限的请求每次 %1。</translation>
    </message>
    <message>
        <source>Requests over the cap are refused.</source>
        <translation>超出上限的请求会被拒绝。</translation>
    </message>
    <message>
        <source>Requests over the cap are served slower, free of charge.</source>
        <translation>超出上限的请求降速提供，不收费。</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Exhausted</source>
        <translation>已用尽</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>used of cap</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>never</source>
        <translation>永不</translation>
    </message>
    <message>
        <source>%1 from first use</source>
        <comment>30 days from first use</comment>
        <translation>首次使用起 %1</translation>
    </message>
    <message>
        <source>renews %1</source>
        <translation>%1 续期</translation>
    </message>
    <message>
        <source>no cap</source>
        <translation>无上限</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>%1 a request.</source>
        <translation>每次请求 %1。</translation>
    </message>
    <message>
        <source>No cap: every request is billed.</source>
        <translation>没有上限：每次请求都计费。</translation>
    </message>
    <message>
        <source>At most %1 are billed, counted over the whole term.</source>
        <translation>最多计费%1，按整个周期计算。</translation>
    </message>
    <message>
        <source>At most %1 are billed, each window by itself.</source>
        <translation>最多计费%1，每个窗口单独计算。</translation>
    </message>
    <message>
        <source>It never expires.</source>
        <translation>永不过期。</translation>
    </message>
    <message>
        <source>A term lasts %1 and renews by itself.</source>
        <translation>每个周期 %1，自动续期。</translation>
    </message>
    <message>
        <source>A term lasts %1.</source>
        <translation>每个周期 %1。</translation>
    </message>
    <message>
        <source>no secret yet</source>
        <translation>尚无密钥</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>从未使用</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n 个令牌</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsageCharts</name>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1，%2 至 %3</translation>
    </message>
    <message>
        <source>No status</source>
        <translation>无状态</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>无模型</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Input units</source>
        <translation>输入单位</translation>
    </message>
    <message>
        <source>Output units</source>
        <translation>输出单位</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>%1 by hour and %2</source>
        <translation>按小时和%2的%1</translation>
    </message>
    <message>
        <source>%1 by day and %2</source>
        <translation>按日和%2的%1</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Requests by status</source>
        <translation>按状态的请求数</translation>
    </message>
    <message>
        <source>2xx succeeded</source>
        <translation>2xx 成功</translation>
    </message>
    <message>
        <source>3xx redirected</source>
        <translation>3xx 重定向</translation>
    </message>
    <message>
        <source>429 too many requests</source>
        <translation>429 请求过多</translation>
    </message>
    <message>
        <source>4xx refused</source>
        <translation>4xx 被拒绝</translation>
    </message>
    <message>
        <source>5xx failed</source>
        <translation>5xx 失败</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>响应时间</translation>
    </message>
    <message>
        <source>p50 (median)</source>
        <translation>p50（中位数）</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>Cached input</source>
        <translation>缓存输入</translation>
    </message>
    <message>
        <source>Cache writes</source>
        <translation>缓存写入</translation>
    </message>
    <message>
        <source>No token</source>
        <translation>无令牌</translation>
    </message>
    <message>
        <source>No tag</source>
        <translation>无标签</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>Plan version</source>
        <translation>套餐版本</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Hour of week</source>
        <translation>一周中的小时</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>%1 by hour</source>
        <translation>按小时的%1</translation>
    </message>
    <message>
        <source>%1 by day</source>
        <translation>按天的%1</translation>
    </message>
</context>
<context>
    <name>UsageEvents</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Response ms</source>
        <translation>响应（毫秒）</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Cached input</source>
        <translation>缓存输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
</context>
<context>
    <name>UsageFilterTerms</name>
    <message>
        <source>&amp;Filter by this value</source>
        <translation>按此值筛选(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Exclude this value</source>
        <translation>排除此值(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Greater than this value</source>
        <translation>大于此值(&amp;G)</translation>
    </message>
</context>
<context>
    <name>UsageGroups</name>
    <message>
        <source>%1 % of the answers took no longer</source>
        <translation>%1% 的响应不超过此时间</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利</translation>
    </message>
    <message>
        <source>Charge minus cost</source>
        <translation>收费减去成本</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>No upstream price list prices %1 of these requests. “plan assign NAME --upstream” gives one.</source>
        <translation>其中 %1 个请求没有上游价目表。可用“plan assign NAME --upstream”指定。</translation>
    </message>
    <message>
        <source>No exchange rate from %1 to %2 is stated. “exchange set %1 %2 RATE” states one.</source>
        <translation>没有填写 %1 到 %2 的汇率。可用“exchange set %1 %2 RATE”填写。</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Cached input</source>
        <translation>缓存输入</translation>
    </message>
    <message>
        <source>Cache writes</source>
        <translation>缓存写入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>What customers owe</source>
        <translation>客户应付的金额</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>What upstream providers charge</source>
        <translation>上游供应商收取的金额</translation>
    </message>
    <message>
        <source>Mean ms</source>
        <translation>平均毫秒</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>en</source>
        <extracomment>The code of the language these texts are in, such as zh_CN.</extracomment>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>Faults not shown here: %1.</source>
        <translation>未在此列出的问题：%1 个。</translation>
    </message>
    <message>
        <source>Price a usage file by a plan file; no workspace</source>
        <translation>按套餐文件为用量文件计价；不需要工作区</translation>
    </message>
    <message>
        <source>The plan file (JSON)</source>
        <translation>套餐文件（JSON）</translation>
    </message>
    <message>
        <source>The usage file</source>
        <translation>用量文件</translation>
    </message>
    <message>
        <source>When every token&apos;s first term begins (default: the quarter of an hour of its first use)</source>
        <translation>每个令牌首个周期的开始时间（默认：首次使用所在的刻钟）</translation>
    </message>
    <message>
        <source>Instead of the plan&apos;s time zone</source>
        <translation>代替套餐的时区</translation>
    </message>
    <message>
        <source>2026, 2026-10, 2026-10-05 or START/END (default: from the first use to the last)</source>
        <translation>2026、2026-10、2026-10-05 或 START/END（默认：从首次使用到最后一次）</translation>
    </message>
    <message>
        <source>field=column, such as time=TIMESTAMP; may come several times</source>
        <translation>field=column，如 time=TIMESTAMP；可多次给出</translation>
    </message>
    <message>
        <source>Say why each line is what it is</source>
        <translation>说明每一行的由来</translation>
    </message>
    <message>
        <source>What a customer or a token costs</source>
        <translation>客户或令牌的费用</translation>
    </message>
    <message>
        <source>The customer: name or id</source>
        <translation>客户：名称或 ID</translation>
    </message>
    <message>
        <source>The token: id or name</source>
        <translation>令牌：ID 或名称</translation>
    </message>
    <message>
        <source>2026, 2026-10, 2026-10-05 or START/END</source>
        <translation>2026、2026-10、2026-10-05 或 START/END</translation>
    </message>
    <message>
        <source>Who is billed</source>
        <translation>计费对象</translation>
    </message>
    <message>
        <source>Add a customer</source>
        <translation>添加客户</translation>
    </message>
    <message>
        <source>A name no other customer has</source>
        <translation>其他客户没有用过的名称</translation>
    </message>
    <message>
        <source>ISO 4217 code, such as CNY (default: the workspace&apos;s)</source>
        <translation>ISO 4217 代码，如 CNY（默认：工作区的货币）</translation>
    </message>
    <message>
        <source>Time zone, such as Asia/Shanghai (default: the workspace&apos;s)</source>
        <translation>时区，如 Asia/Shanghai（默认：工作区的时区）</translation>
    </message>
    <message>
        <source>A mail address or a person</source>
        <translation>邮件地址或联系人</translation>
    </message>
    <message>
        <source>List the customers</source>
        <translation>列出客户</translation>
    </message>
    <message>
        <source>Archived ones too</source>
        <translation>包括已归档的</translation>
    </message>
    <message>
        <source>Show one customer</source>
        <translation>显示一个客户</translation>
    </message>
    <message>
        <source>Change a customer</source>
        <translation>修改客户</translation>
    </message>
    <message>
        <source>The new name</source>
        <translation>新的名称</translation>
    </message>
    <message>
        <source>The new currency, while there is no usage</source>
        <translation>新的货币，仅在没有用量时</translation>
    </message>
    <message>
        <source>The new time zone, while there is no usage</source>
        <translation>新的时区，仅在没有用量时</translation>
    </message>
    <message>
        <source>The new contact</source>
        <translation>新的联系方式</translation>
    </message>
    <message>
        <source>Hide a customer from lists; everything is kept</source>
        <translation>从列表中隐藏客户；所有内容都保留</translation>
    </message>
    <message>
        <source>Show it again</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>Remove name and contact for good and revoke the tokens; usage and bills stay</source>
        <translation>永久删除名称和联系方式并吊销令牌；用量和账单保留</translation>
    </message>
    <message>
        <source>Show the version</source>
        <translation>显示版本</translation>
    </message>
    <message>
        <source>Show this help</source>
        <translation>显示此帮助</translation>
    </message>
    <message>
        <source>Show the help of every command</source>
        <translation>显示所有命令的帮助</translation>
    </message>
    <message>
        <source>The workspace: a file or a file: URL (default: the desktop&apos;s)</source>
        <translation>工作区：文件或 file: URL（默认：桌面程序的工作区）</translation>
    </message>
    <message>
        <source>Answer with one JSON document</source>
        <translation>以一个 JSON 文档回答</translation>
    </message>
    <message>
        <source>“%1” is not known here</source>
        <translation>这里不认识“%1”</translation>
    </message>
    <message>
        <source>%1. “tollkeeper-cli --help” lists the commands, “tollkeeper-cli COMMAND --help” the options of one.</source>
        <translation>%1。“tollkeeper-cli --help”列出所有命令，“tollkeeper-cli COMMAND --help”列出某个命令的选项。</translation>
    </message>
    <message>
        <source>Issue tokens, load usage, bill it, and try what-ifs.</source>
        <translation>签发令牌、导入用量、计算账单，并尝试各种假设。</translation>
    </message>
    <message>
        <source>Versioned price lists</source>
        <translation>带版本的价目表</translation>
    </message>
    <message>
        <source>Store a plan file, or its next version</source>
        <translation>保存套餐文件，或其下一个版本</translation>
    </message>
    <message>
        <source>List the plans</source>
        <translation>列出套餐</translation>
    </message>
    <message>
        <source>Show a plan and its charges</source>
        <translation>显示套餐及其收费项</translation>
    </message>
    <message>
        <source>The plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>Print a plan as a plan file</source>
        <translation>以套餐文件形式打印套餐</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>另一个</translation>
    </message>
    <message>
        <source>Date or time from which it holds (default: always for the first plan, else now)</source>
        <translation>生效的日期或时间（默认：首个套餐一直有效，否则从现在起）</translation>
    </message>
    <message>
        <source>List the templates</source>
        <translation>列出模板</translation>
    </message>
    <message>
        <source>R: price of one request, such as 0.002</source>
        <translation>R：每次请求的价格，如 0.002</translation>
    </message>
    <message>
        <source>C: most requests billed in a window, such as 200/day or 5/15 min; may come several times; none</source>
        <translation>C：每个窗口最多计费的请求数，如 200/day 或 5/15 min；可多次给出；none</translation>
    </message>
    <message>
        <source>T: how long a term lasts, such as P30D, P1M or PT720H; none</source>
        <translation>T：一个周期多长，如 P30D、P1M 或 PT720H；none</translation>
    </message>
    <message>
        <source>lifetime: the cap holds for the whole term (default); window: for each window</source>
        <translation>lifetime：上限针对整个周期（默认）；window：针对每个窗口</translation>
    </message>
    <message>
        <source>What happens over the cap: free (default), charge, reject, throttle</source>
        <translation>超出上限时：free（默认）、charge、reject、throttle</translation>
    </message>
    <message>
        <source>Price of a request over the cap, with --over-cap charge (default: the rate)</source>
        <translation>超出上限的请求的价格，与 --over-cap charge 一起使用（默认：费率）</translation>
    </message>
    <message>
        <source>Windows begin with the term (term, default) or at midnights, Mondays, firsts (calendar)</source>
        <translation>窗口随周期开始（term，默认），或在午夜、周一、每月一日开始（calendar）</translation>
    </message>
    <message>
        <source>What follows a term: none (default), auto</source>
        <translation>周期之后：none（默认）、auto</translation>
    </message>
    <message>
        <source>A table for a period</source>
        <translation>某段时间的报表</translation>
    </message>
    <message>
        <source>Which: %1</source>
        <translation>哪一个：%1</translation>
    </message>
    <message>
        <source>Zone of the dates (default: the workspace&apos;s)</source>
        <translation>日期的时区（默认：工作区的时区）</translation>
    </message>
    <message>
        <source>Write it to this CSV file</source>
        <translation>写入此 CSV 文件</translation>
    </message>
    <message>
        <source>What would this history have cost otherwise?</source>
        <translation>这段历史若换一种做法会花费多少？</translation>
    </message>
    <message>
        <source>A scenario file (JSON)</source>
        <translation>方案文件（JSON）</translation>
    </message>
    <message>
        <source>First date or time of the history</source>
        <translation>历史的起始日期或时间</translation>
    </message>
    <message>
        <source>Date or time at which it ends, not included</source>
        <translation>结束的日期或时间，不含在内</translation>
    </message>
    <message>
        <source>Total: %1 %2</source>
        <translation>合计：%1 %2</translation>
    </message>
    <message>
        <source>A secret is shown this once and cannot be shown again. Keep it now.</source>
        <translation>密钥只显示这一次，之后无法再查看。请立即保存。</translation>
    </message>
    <message>
        <source>Issue a token; its secret is printed this once</source>
        <translation>签发令牌；密钥只打印这一次</translation>
    </message>
    <message>
        <source>Who is billed: name or id</source>
        <translation>计费对象：名称或 ID</translation>
    </message>
    <message>
        <source>A name the customer&apos;s other tokens do not have</source>
        <translation>该客户其他令牌没有用过的名称</translation>
    </message>
    <message>
        <source>The plan that prices it (default: the customer&apos;s, else Basic)</source>
        <translation>为其计价的套餐（默认：客户的套餐，否则 Basic）</translation>
    </message>
    <message>
        <source>When the first term begins: first_use (default) or creation</source>
        <translation>首个周期何时开始：first_use（默认）或 creation</translation>
    </message>
    <message>
        <source>A tag; may come several times</source>
        <translation>标签，可多次给出</translation>
    </message>
    <message>
        <source>A note for yourself</source>
        <translation>给自己的备注</translation>
    </message>
    <message>
        <source>How many, named NAME-1, NAME-2 and so on (default: 1)</source>
        <translation>数量，命名为 NAME-1、NAME-2 等（默认：1）</translation>
    </message>
    <message>
        <source>Show one token</source>
        <translation>显示一个令牌</translation>
    </message>
    <message>
        <source>Open the next term</source>
        <translation>开始下一个周期</translation>
    </message>
    <message>
        <source>Refuse the token until it is resumed</source>
        <translation>拒绝此令牌，直到恢复</translation>
    </message>
    <message>
        <source>Let a suspended token work again</source>
        <translation>让停用的令牌恢复使用</translation>
    </message>
    <message>
        <source>Refuse the token for ever</source>
        <translation>永久拒绝此令牌</translation>
    </message>
    <message>
        <source>Make the last term longer</source>
        <translation>延长最后一个周期</translation>
    </message>
    <message>
        <source>How much longer, such as P7D</source>
        <translation>延长多久，如 P7D</translation>
    </message>
    <message>
        <source>Give the token a new secret, printed this once</source>
        <translation>给令牌换新密钥，只打印这一次</translation>
    </message>
    <message>
        <source>How long the old secret stays good, such as PT24H (default: none)</source>
        <translation>旧密钥继续有效多久，如 PT24H（默认：无）</translation>
    </message>
    <message>
        <source>The new note</source>
        <translation>新的备注</translation>
    </message>
    <message>
        <source>The plan that prices it; empty: the customer&apos;s</source>
        <translation>为其计价的套餐；空：客户的套餐</translation>
    </message>
    <message>
        <source>The tags it shall have; may come several times; none</source>
        <translation>应有的标签；可多次给出；none</translation>
    </message>
    <message>
        <source>API credentials with a rate, a cap and a lifetime</source>
        <translation>带有费率、上限和有效期的 API 凭证</translation>
    </message>
    <message>
        <source>List the tokens</source>
        <translation>列出令牌</translation>
    </message>
    <message>
        <source>Only this customer&apos;s</source>
        <translation>仅限此客户的</translation>
    </message>
    <message>
        <source>Only in this state: unused, active, expiring, expired, exhausted, suspended, revoked</source>
        <translation>仅限此状态：unused、active、expiring、expired、exhausted、suspended、revoked</translation>
    </message>
    <message>
        <source>Only with this tag</source>
        <translation>仅限带此标签的</translation>
    </message>
    <message>
        <source>Faults not shown here: %1. “--errors FILE” writes them all to a file.</source>
        <translation>未在此列出的问题：%1 个。“--errors FILE”可把全部写入文件。</translation>
    </message>
    <message>
        <source>every row</source>
        <translation>每一行</translation>
    </message>
    <message>
        <source>Read usage files; what is known already is not added again</source>
        <translation>读取用量文件；已有的不会重复添加</translation>
    </message>
    <message>
        <source>All rows belong to this token</source>
        <translation>所有行都属于此令牌</translation>
    </message>
    <message>
        <source>The column that names the token</source>
        <translation>写有令牌的列</translation>
    </message>
    <message>
        <source>The customer of tokens made by --create-tokens</source>
        <translation>由 --create-tokens 创建的令牌所属的客户</translation>
    </message>
    <message>
        <source>Make a token for each name that is not known</source>
        <translation>为每个未知名称创建令牌</translation>
    </message>
    <message>
        <source>Zone of times that state none</source>
        <translation>未注明时区的时间所用的时区</translation>
    </message>
    <message>
        <source>Time 0 of a file with relative times</source>
        <translation>相对时间文件的零点</translation>
    </message>
    <message>
        <source>Who reported rows that do not say so (default: import)</source>
        <translation>未注明来源的行由谁报告（默认：import）</translation>
    </message>
    <message>
        <source>Write rejected rows with line, field and reason here</source>
        <translation>把被拒绝的行连同行号、字段和原因写到这里</translation>
    </message>
    <message>
        <source>Count everything, write nothing</source>
        <translation>只计数，不写入</translation>
    </message>
    <message>
        <source>Requests that were made</source>
        <translation>已发出的请求</translation>
    </message>
    <message>
        <source>First date or time</source>
        <translation>起始日期或时间</translation>
    </message>
    <message>
        <source>Zone of days and hours (default: the workspace&apos;s)</source>
        <translation>日和小时的时区（默认：工作区的时区）</translation>
    </message>
    <message>
        <source>Only this token; may come several times</source>
        <translation>仅限此令牌；可多次给出</translation>
    </message>
    <message>
        <source>Only this customer&apos;s tokens</source>
        <translation>仅限此客户的令牌</translation>
    </message>
    <message>
        <source>A workspace to try things on</source>
        <translation>用来试用的工作区</translation>
    </message>
    <message>
        <source>Make the demo workspace: customers, tokens and 90 days of use</source>
        <translation>创建演示工作区：客户、令牌和 90 天的用量</translation>
    </message>
    <message>
        <source>A file that does not exist yet</source>
        <translation>尚不存在的文件</translation>
    </message>
    <message>
        <source>Another number makes other figures (default: 1)</source>
        <translation>换一个数会得到另一组数据（默认：1）</translation>
    </message>
    <message>
        <source>What the program works with</source>
        <translation>程序所用的设置</translation>
    </message>
    <message>
        <source>Show the settings</source>
        <translation>显示设置</translation>
    </message>
    <message>
        <source>And where each comes from</source>
        <translation>以及各自的来源</translation>
    </message>
    <message>
        <source>Date or time from which a plan&apos;s next version holds (default: now); the first holds always</source>
        <translation>套餐下一版本生效的日期或时间（默认：现在）；第一个版本始终有效</translation>
    </message>
    <message>
        <source>Change a token; a used one gets its new price from a time on</source>
        <translation>修改令牌；已使用的令牌从某一时间起采用新价格</translation>
    </message>
    <message>
        <source>Date or time from which a new price or plan holds, once the token is used (default: now)</source>
        <translation>令牌已使用时，新价格或新套餐生效的日期或时间（默认：现在）</translation>
    </message>
    <message>
        <source>The plan: NAME, or NAME@VERSION for an earlier version</source>
        <translation>套餐：NAME，或用 NAME@VERSION 指定版本</translation>
    </message>
    <message>
        <source>What differs between two plans or versions</source>
        <translation>两个套餐或版本之间的差异</translation>
    </message>
    <message>
        <source>A plan (NAME or NAME@VERSION), or a plan file</source>
        <translation>套餐（NAME 或 NAME@VERSION）或套餐文件</translation>
    </message>
    <message>
        <source>What a plan file would have made of the last 30 days; stores nothing</source>
        <translation>若按此套餐文件，最近 30 天会是多少；不保存任何内容</translation>
    </message>
    <message>
        <source>Date or time from which the file&apos;s prices hold (default: throughout)</source>
        <translation>文件中价格的生效日期或时间（默认：全程）</translation>
    </message>
    <message>
        <source>Plans to begin with</source>
        <translation>可作起点的套餐</translation>
    </message>
    <message>
        <source>Print a template as a plan file</source>
        <translation>以套餐文件形式输出模板</translation>
    </message>
    <message>
        <source>The template, such as cloud-api</source>
        <translation>模板，例如 cloud-api</translation>
    </message>
    <message>
        <source>What holds for one customer instead of what a plan says</source>
        <translation>只对某一客户生效、替代套餐规定的条款</translation>
    </message>
    <message>
        <source>Agree on terms; they replace those agreed on before</source>
        <translation>约定条款；取代此前约定的条款</translation>
    </message>
    <message>
        <source>A merge patch of the plan file: {&quot;charges&quot;:[{&quot;id&quot;:&quot;calls&quot;,&quot;price&quot;:{&quot;rate&quot;:&quot;0.015&quot;}}],&quot;discounts&quot;:[{&quot;percent&quot;:&quot;10&quot;}]}; {} goes back to the plan</source>
        <translation>套餐文件的合并补丁：{&quot;charges&quot;:[{&quot;id&quot;:&quot;calls&quot;,&quot;price&quot;:{&quot;rate&quot;:&quot;0.015&quot;}}],&quot;discounts&quot;:[{&quot;percent&quot;:&quot;10&quot;}]}；{} 表示恢复按套餐执行</translation>
    </message>
    <message>
        <source>The same from a file</source>
        <translation>同上，从文件读取</translation>
    </message>
    <message>
        <source>Date or time from which it holds (default: now)</source>
        <translation>生效的日期或时间（默认：现在）</translation>
    </message>
    <message>
        <source>List the agreements</source>
        <translation>列出约定条款</translation>
    </message>
    <message>
        <source>Exchange rates that bills state for customers of another currency</source>
        <translation>账单为其他币种的客户注明的汇率</translation>
    </message>
    <message>
        <source>State a rate; it holds from its date until the next date that has one, and is never changed</source>
        <translation>登记汇率；自其日期起生效，直到下一个有汇率的日期，且永不更改</translation>
    </message>
    <message>
        <source>The currency of bills (ISO 4217): USD</source>
        <translation>账单的币种（ISO 4217）：USD</translation>
    </message>
    <message>
        <source>The currency of customers (ISO 4217): CNY</source>
        <translation>客户的币种（ISO 4217）：CNY</translation>
    </message>
    <message>
        <source>How much of it one unit costs: 7.1</source>
        <translation>一个单位折合多少：7.1</translation>
    </message>
    <message>
        <source>Of the rate: 2026-10-31</source>
        <translation>汇率的日期：2026-10-31</translation>
    </message>
    <message>
        <source>Who says so; printed on bills</source>
        <translation>汇率来源；印在账单上</translation>
    </message>
    <message>
        <source>List the exchange rates</source>
        <translation>列出汇率</translation>
    </message>
    <message>
        <source>Another period: say why its bill is not this one (price, volume, mix, limits)</source>
        <translation>另一个账期：说明两期账单为何不同（价格、用量、结构、限制）</translation>
    </message>
    <message>
        <source>Closed billing periods: their bills never change</source>
        <translation>已结账的计费周期：其账单不再变动</translation>
    </message>
    <message>
        <source>Close whole billing periods that are over: in order, without a gap; what is closed stays</source>
        <translation>结账已结束的完整计费周期：按顺序、不留空档；已结账的保持不变</translation>
    </message>
    <message>
        <source>The customer: name or id (default: all)</source>
        <translation>客户：名称或 ID（默认：全部）</translation>
    </message>
    <message>
        <source>List closed periods, and those that were reopened</source>
        <translation>列出已结账和重新打开的计费周期</translation>
    </message>
    <message>
        <source>Open a customer&apos;s last closed period again</source>
        <translation>重新打开客户最后一个已结账的计费周期</translation>
    </message>
    <message>
        <source>Why; kept in the ledger</source>
        <translation>原因；记入账本</translation>
    </message>
    <message>
        <source>Usage that came after its period was closed, and what was done with it (config set late_usage)</source>
        <translation>结账之后才到达的用量及其处理方式（config set late_usage）</translation>
    </message>
    <message>
        <source>Usage that was dated more than five minutes after it arrived</source>
        <translation>日期比到达时间晚五分钟以上的用量</translation>
    </message>
    <message>
        <source>Change a setting of the workspace</source>
        <translation>更改工作区的设置</translation>
    </message>
    <message>
        <source>Price a customer&apos;s use, or what a provider charges us, by a plan</source>
        <translation>用套餐为客户的用量计价，或计算供应商向我们收取的金额</translation>
    </message>
    <message>
        <source>It is what an upstream provider charges us, for all customers&apos; use</source>
        <translation>这是上游供应商就全部客户的用量向我们收取的价格</translation>
    </message>
    <message>
        <source>With --upstream: only use reported by sources that fit this pattern, such as &apos;openai*&apos; (default: all)</source>
        <translation>与 --upstream 一起：只计入来源符合此模式的用量，如 &apos;openai*&apos;（默认：全部）</translation>
    </message>
    <message>
        <source>What upstream providers charge us</source>
        <translation>上游供应商向我们收取的金额</translation>
    </message>
    <message>
        <source>List the price lists of upstream providers</source>
        <translation>列出上游供应商的价目表</translation>
    </message>
    <message>
        <source>From a time on nothing is charged</source>
        <translation>从某时起不再收取</translation>
    </message>
    <message>
        <source>The pattern of sources it was assigned to (default: all)</source>
        <translation>指定时的来源模式（默认：全部）</translation>
    </message>
    <message>
        <source>Date or time from which nothing is charged (default: now)</source>
        <translation>从此日期或时间起不再收取（默认：现在）</translation>
    </message>
    <message>
        <source>--where, character %1</source>
        <translation>--where，第 %1 个字符</translation>
    </message>
    <message>
        <source>Events that fit: %1; shown are the newest %2. “--limit N” shows more.</source>
        <translation>符合的记录：%1 条；显示最新的 %2 条。“--limit N”可显示更多。</translation>
    </message>
    <message>
        <source>Only what fits, such as &apos;model:gpt* status:&gt;=400 -tag:test&apos;; the keys: %1</source>
        <translation>只看符合条件的，如 &apos;model:gpt* status:&gt;=400 -tag:test&apos;；可用的键：%1</translation>
    </message>
    <message>
        <source>Sums of usage, what they are charged, and what they cost</source>
        <translation>用量合计、对应的收费与成本</translation>
    </message>
    <message>
        <source>token, customer, plan, plan_version, model, status, tag, source, day (default), minute, hour, week, month, hour_of_week, dim.NAME; several with commas</source>
        <translation>token、customer、plan、plan_version、model、status、tag、source、day（默认）、minute、hour、week、month、hour_of_week、dim.NAME；多个用逗号分隔</translation>
    </message>
    <message>
        <source>Single requests, newest first</source>
        <translation>逐条请求，最新的在前</translation>
    </message>
    <message>
        <source>How many at most (default: 100)</source>
        <translation>最多多少条（默认：100）</translation>
    </message>
    <message>
        <source>Write the period&apos;s bills to this file in the columns of FinOps FOCUS 1.1</source>
        <translation>将该期间的账单按 FinOps FOCUS 1.1 的列写入此文件</translation>
    </message>
    <message>
        <source>findings: %1</source>
        <translation>发现的问题：%1</translation>
    </message>
    <message>
        <source>Look through the whole workspace, and say what is wrong and what to do</source>
        <translation>检查整个工作区，指出哪里有问题以及该怎么办</translation>
    </message>
    <message>
        <source>First sum all usage anew from its events</source>
        <translation>先由用量记录重新汇总全部用量</translation>
    </message>
    <message>
        <source>Copy the workspace to a file, and check the copy</source>
        <translation>将工作区复制到一个文件，并检查该副本</translation>
    </message>
    <message>
        <source>Replace the file where there is one</source>
        <translation>文件已存在时替换它</translation>
    </message>
    <message>
        <source>Put a backup in the place of the workspace, which is kept under a dated name</source>
        <translation>用备份替换工作区；原工作区以带日期的名称保留</translation>
    </message>
    <message>
        <source>A backup; it stays as it is</source>
        <translation>备份文件；它保持不变</translation>
    </message>
    <message>
        <source>What fills the file, and keeping it small</source>
        <translation>文件中各部分的大小，以及如何保持精简</translation>
    </message>
    <message>
        <source>Put small segments of usage together</source>
        <translation>合并较小的用量段</translation>
    </message>
    <message>
        <source>Write usage as a file that an import reads without a mapping</source>
        <translation>将用量写成无需列映射即可导入的文件</translation>
    </message>
    <message>
        <source>Zone of the times (default: UTC) and of the dates of --from and --to (default: the workspace&apos;s)</source>
        <translation>时间所用的时区（默认：UTC），以及 --from 和 --to 日期所用的时区（默认：工作区的时区）</translation>
    </message>
    <message>
        <source>csv (default), jsonl</source>
        <translation>csv（默认）、jsonl</translation>
    </message>
    <message>
        <source>Write it to this file (default: the standard output)</source>
        <translation>写入此文件（默认：标准输出）</translation>
    </message>
    <message>
        <source>For spreadsheets: an apostrophe before texts they would run; such a file is not read back as it was</source>
        <translation>供电子表格使用：在会被当作公式执行的文本前加撇号；这样的文件无法原样读回</translation>
    </message>
    <message>
        <source>Name tokens by id instead of by name: for this workspace only</source>
        <translation>用 ID 而不是名称表示令牌：仅适用于此工作区</translation>
    </message>
    <message>
        <source>Requests that came twice with different content</source>
        <translation>以不同内容出现两次的请求</translation>
    </message>
    <message>
        <source>Those that wait for a decision</source>
        <translation>等待决定的冲突</translation>
    </message>
    <message>
        <source>Those that are decided too</source>
        <translation>也包括已决定的</translation>
    </message>
    <message>
        <source>Both side by side, and where they differ</source>
        <translation>并排显示两者及其不同之处</translation>
    </message>
    <message>
        <source>Its number in the list</source>
        <translation>它在列表中的编号</translation>
    </message>
    <message>
        <source>Say which counts; deciding the other way takes it back</source>
        <translation>指定以哪一个为准；改作相反的决定即可撤回</translation>
    </message>
    <message>
        <source>first, second</source>
        <translation>first、second</translation>
    </message>
    <message>
        <source>auto (default), csv, jsonl, json, cloudevents, combined-log</source>
        <translation>auto（默认）、csv、jsonl、json、cloudevents、combined-log</translation>
    </message>
    <message>
        <source>utf-8, utf-16le, utf-16be, gb18030, windows-1252 (default: found by looking)</source>
        <translation>utf-8、utf-16le、utf-16be、gb18030、windows-1252（默认：自动识别）</translation>
    </message>
    <message>
        <source>What stands between cells: , ; | tab or another character, 0x1f by its code</source>
        <translation>单元格之间的分隔符：, ; | tab 或其他字符，也可写编码如 0x1f</translation>
    </message>
    <message>
        <source>What stands around cells: &quot; &apos; or none</source>
        <translation>单元格两边的引号：&quot; &apos; 或 none</translation>
    </message>
    <message>
        <source>What makes the next character an ordinary one: \ or none</source>
        <translation>转义符：\ 或 none</translation>
    </message>
    <message>
        <source>What begins a line that is none: # or none</source>
        <translation>注释行的开头：# 或 none</translation>
    </message>
    <message>
        <source>Lines before the header</source>
        <translation>表头之前的行数</translation>
    </message>
    <message>
        <source>Whether the first row names the columns: yes or no</source>
        <translation>首行是否为列名：yes 或 no</translation>
    </message>
    <message>
        <source>The decimal mark: . or ,</source>
        <translation>小数点：. 或 ,</translation>
    </message>
    <message>
        <source>What stands between thousands: , . &apos; space or none</source>
        <translation>千位分隔符：, . &apos; space 或 none</translation>
    </message>
    <message>
        <source>rfc3339, local, dmy, mdy, unix-s, unix-ms, unix-us, unix-ns, relative-s, relative-ms, excel, iso-week, rfc2822, common-log</source>
        <translation>rfc3339、local、dmy、mdy、unix-s、unix-ms、unix-us、unix-ns、relative-s、relative-ms、excel、iso-week、rfc2822、common-log</translation>
    </message>
    <message>
        <source>Say how files are read and count everything, write nothing</source>
        <translation>说明文件如何读取并全部计数，但不写入</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>%1 rows before that were imported and are kept; importing the whole file adds the rest.</source>
        <translation>在此之前的 %1 行已导入并保留；导入完整文件时会补上其余部分。</translation>
    </message>
    <message>
        <source>What the other files hold was imported all the same.</source>
        <translation>其他文件的内容已照常导入。</translation>
    </message>
    <message>
        <source>CSV, JSON, CloudEvents or access logs, plain, gzip, xz or zstd; each is imported on its own</source>
        <translation>CSV、JSON、CloudEvents 或访问日志，可为纯文本、gzip、xz 或 zstd；每个文件单独导入</translation>
    </message>
    <message>
        <source>Import the files of a folder once each, as they come; nothing is moved</source>
        <translation>文件夹中出现的文件各导入一次；不移动任何文件</translation>
    </message>
    <message>
        <source>Where the files appear</source>
        <translation>文件出现的位置</translation>
    </message>
    <message>
        <source>Look one time and end</source>
        <translation>只查看一次便结束</translation>
    </message>
    <message>
        <source>A file is complete when it has not changed for so many seconds (default: 5)</source>
        <translation>文件在多少秒内没有变化即视为完整（默认：5）</translation>
    </message>
    <message>
        <source>Single records from %1 to %2 were dropped by retention; they are not among these.</source>
        <translation>%1 至 %2 的单条记录已按保留规则清除，不在其中。</translation>
    </message>
    <message>
        <source>Days whose sums were kept, for retention dropped their records: %1.</source>
        <translation>因单条记录已按保留规则清除而保留原有汇总的天数：%1。</translation>
    </message>
    <message>
        <source>Drop single records of closed periods that are older than retention_months (config set): sums, closed bills and the identities of the records stay</source>
        <translation>清除早于 retention_months（config set）的已结账计费周期的单条记录：汇总、已结账的账单和记录标识保留</translation>
    </message>
    <message>
        <source>The same of closed periods that ended by this date or time</source>
        <translation>同上，针对在此日期或时间之前结束的已结账计费周期</translation>
    </message>
    <message>
        <source>Nothing was replaced: a bucket that is left out would be taken for one that vanished.</source>
        <translation>未替换任何内容：漏掉的汇总区间会被当作已消失。</translation>
    </message>
    <message>
        <source>Whose buckets</source>
        <translation>哪个来源的汇总区间</translation>
    </message>
    <message>
        <source>Usage that sources give already summed; nothing is billed from it</source>
        <translation>来源已汇总好的用量；不据此计费</translation>
    </message>
    <message>
        <source>Make a range of a source what a file says: what is not in the file any more goes</source>
        <translation>使某来源的一段时间与文件一致：文件中不再有的会被移除</translation>
    </message>
    <message>
        <source>CSV or JSON with where each bucket begins and its requests</source>
        <translation>CSV 或 JSON，含每个汇总区间的起点和请求数</translation>
    </message>
    <message>
        <source>What the file is all of: 2026, 2026-10, 2026-10-05 or START/END</source>
        <translation>文件完整覆盖的时间：2026、2026-10、2026-10-05 或 START/END</translation>
    </message>
    <message>
        <source>The column of where a bucket ends</source>
        <translation>汇总区间终点所在的列</translation>
    </message>
    <message>
        <source>How long a bucket is where no column says it: PT1H, P1D</source>
        <translation>没有终点列时每个汇总区间的长度：PT1H、P1D</translation>
    </message>
    <message>
        <source>List the sources</source>
        <translation>列出来源</translation>
    </message>
    <message>
        <source>Sums of a source&apos;s buckets</source>
        <translation>某来源的汇总区间合计</translation>
    </message>
    <message>
        <source>token, customer, model, tag, day (default), hour, week, month; several with commas</source>
        <translation>token、customer、model、tag、day（默认）、hour、week、month；多个用逗号分隔</translation>
    </message>
    <message>
        <source>Hold the requests against the buckets of a source, day by day and token by token</source>
        <translation>按天、按令牌将请求与某来源的汇总区间核对</translation>
    </message>
    <message>
        <source>Every dimension multiplies the sums that are kept: with more than four they would be no smaller than the usage itself. Events can be filtered by any dimension all the same.</source>
        <translation>每增加一个维度，所保存的汇总就成倍增加：超过四个时，汇总将不比用量本身小。无论如何，都可以按任意维度筛选用量记录。</translation>
    </message>
    <message>
        <source>late_usage: what becomes of usage of a closed period; dimensions: what usage is summed by, beside token, model, status and source; retention_months: when the single records of closed periods may go</source>
        <translation>late_usage：已关账期间的用量如何处理；dimensions：除令牌、模型、状态和来源外，用量按什么汇总；retention_months：已关账期间的单条记录何时可以删除</translation>
    </message>
    <message>
        <source>late_usage: next_bill (default: an adjustment on the next bill), reopen (the period), reject (the rows); dimensions: up to four names, as region,team; usage is summed anew by them; retention_months: off (default) or how many whole months stay (“upkeep --retention” drops what is older)</source>
        <translation>late_usage：next_bill（默认：在下一张账单上调整）、reopen（重新打开期间）、reject（拒绝这些行）；dimensions：最多四个名称，如 region,team，用量将据此重新汇总；retention_months：off（默认）或保留多少个整月（“upkeep --retention”会删除更早的记录）</translation>
    </message>
    <message>
        <source>Percentiles from the single requests, instead of within 1 % from stored sums</source>
        <translation>百分位数由逐条请求精确计算，而非由已存汇总得出（误差 1 % 以内）</translation>
    </message>
    <message>
        <source>Only count: no charges, costs and margins</source>
        <translation>只计数：不算收费、成本和毛利</translation>
    </message>
    <message>
        <source>What-if scenarios that are kept</source>
        <translation>保存的假设方案</translation>
    </message>
    <message>
        <source>All scenarios, with their newest versions</source>
        <translation>所有方案及其最新版本</translation>
    </message>
    <message>
        <source>A scenario as a file that simulate reads</source>
        <translation>把方案写成 simulate 可读的文件</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>An older version</source>
        <translation>较早的版本</translation>
    </message>
    <message>
        <source>All versions of a scenario</source>
        <translation>一个方案的所有版本</translation>
    </message>
    <message>
        <source>Keeps a scenario; a name that is known gets its next version</source>
        <translation>保存方案；已有的名称得到下一个版本</translation>
    </message>
    <message>
        <source>A stored scenario to begin with</source>
        <translation>以某个已保存的方案为起点</translation>
    </message>
    <message>
        <source>As simulate takes it: rate=0.003, cap=150/day …</source>
        <translation>写法同 simulate：rate=0.003、cap=150/day…</translation>
    </message>
    <message>
        <source>As simulate takes it: churn=0.05, shift=PT3H …</source>
        <translation>写法同 simulate：churn=0.05、shift=PT3H…</translation>
    </message>
    <message>
        <source>The newest version under another name</source>
        <translation>把最新版本另存为其他名称</translation>
    </message>
    <message>
        <source>Another name for all versions</source>
        <translation>为所有版本改名</translation>
    </message>
    <message>
        <source>The other name</source>
        <translation>另一个名称</translation>
    </message>
    <message>
        <source>Forgets a scenario with all its versions</source>
        <translation>删除方案及其所有版本</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n token(s) have too little history for an outlook: less than two weeks.</source>
        <translation>
            <numerusform>%1：%n 个令牌的历史不足两周，无法展望。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n token(s) are not in the outlook; --json says why.</source>
        <translation>
            <numerusform>%1：%n 个令牌未计入展望；原因见 --json。</numerusform>
        </translation>
    </message>
    <message>
        <source>What price, volume, mix, limits and refusals make of it</source>
        <translation>价格、用量、结构、限额和拒绝各占多少</translation>
    </message>
    <message>
        <source>Who pays more or less, and how many by over 5,10,20 %</source>
        <translation>谁付得更多或更少，超过 5,10,20 % 的各有多少</translation>
    </message>
    <message>
        <source>Who would have been refused, when and why</source>
        <translation>谁会在何时因何被拒绝</translation>
    </message>
    <message>
        <source>The same, with a rate limit on each token: 10/second</source>
        <translation>同上，并给每个令牌加上速率限制：10/second</translation>
    </message>
    <message>
        <source>How many at once the rate limit lets pass</source>
        <translation>速率限制一次最多放行多少</translation>
    </message>
    <message>
        <source>Every value of a parameter: rate=0.001..0.003:0.0005, cap=100/day|200/day; several make a grid</source>
        <translation>逐一尝试一个参数的各个值：rate=0.001..0.003:0.0005、cap=100/day|200/day；给出多个则成网格</translation>
    </message>
    <message>
        <source>What matters most: each parameter moved by so many percent</source>
        <translation>什么影响最大：每个参数各变动这么多百分比</translation>
    </message>
    <message>
        <source>The total that is sought; baseline: what is billed now</source>
        <translation>要达到的总额；baseline 表示现在的账单金额</translation>
    </message>
    <message>
        <source>Among which values: rate=0.001..0.01:0.0001, cap=10..500:10/day</source>
        <translation>在哪些值中寻找：rate=0.001..0.01:0.0001、cap=10..500:10/day</translation>
    </message>
    <message>
        <source>Of the total that is sought, where there are several</source>
        <translation>要达到的总额所用的货币（有多种时）</translation>
    </message>
    <message>
        <source>What may come: so many futures drawn from the history</source>
        <translation>将来会怎样：从历史中抽取这么多种未来</translation>
    </message>
    <message>
        <source>The same seed draws the same futures on every machine</source>
        <translation>同一种子在任何机器上抽取相同的未来</translation>
    </message>
    <message>
        <source>How far ahead (default: 90)</source>
        <translation>展望多少天（默认 90）</translation>
    </message>
    <message>
        <source>An amount; how likely is it exceeded?</source>
        <translation>一个金额；超过它的可能性有多大？</translation>
    </message>
    <message>
        <source>Draw from fitted distributions instead of blocks of the history</source>
        <translation>从拟合的分布中抽取，而不是从历史片段中抽取</translation>
    </message>
    <message>
        <source>A stored scenario, by name</source>
        <translation>已保存方案的名称</translation>
    </message>
    <message>
        <source>churn=0.05, seed=7, shift=PT3H, upstream_factor=1.1</source>
        <translation>churn=0.05, seed=7, shift=PT3H, upstream_factor=1.1</translation>
    </message>
    <message>
        <source>Also writes the last table to this file</source>
        <translation>同时把最后一个表格写入此文件</translation>
    </message>
    <message>
        <source>What providers charge, and what is left, before and after</source>
        <translation>供应商收多少、还剩多少，变化前后各是多少</translation>
    </message>
    <message>
        <source>A plan as the scenario has it, as a file that plan import reads</source>
        <translation>把方案下的套餐写成 plan import 可读的文件</translation>
    </message>
    <message>
        <source>The plan whose next version it would be</source>
        <translation>将成为其下一版本的套餐</translation>
    </message>
    <message>
        <source>Only customer:C, plan:P, tag:X, token:ID or filter:&quot;customer:C -tag:X&quot;</source>
        <translation>仅限 customer:C、plan:P、tag:X、token:ID 或 filter:&quot;customer:C -tag:X&quot;</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n day(s) without any usage were left out.</source>
        <translation>
            <numerusform>%1：有 %n 天完全没有用量，未计入。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 futures were drawn, and no more: some plans are rated future by future.</source>
        <translation>%1：只抽取了 %2 个未来，因为有些套餐须逐个未来计费。</translation>
    </message>
    <message>
        <source>What the scenario is set beside: history (default), or forecast, on the very same futures</source>
        <translation>方案与什么比较：history（历史，默认）或 forecast（预测，用完全相同的未来）</translation>
    </message>
    <message>
        <source>rate=0.003, rate_factor=1.1, cap=150/day, lifetime=P1M, cap_scope=, over_cap=, overage_rate=, renewal=, discount=10, minimum=, maximum=, volume_factor=1.2, elasticity=-0.4; of the charge named by charge=ID, or of the only one that has it: tiers=, tier_by=, size=, percent=, amount=, allowance=, per=, slices=, load=, service_level=, lists in JSON or the name of a file</source>
        <translation>rate=0.003, rate_factor=1.1, cap=150/day, lifetime=P1M, cap_scope=, over_cap=, overage_rate=, renewal=, discount=10, minimum=, maximum=, volume_factor=1.2, elasticity=-0.4；charge=ID 指定的收费项（或唯一适用的收费项）的：tiers=, tier_by=, size=, percent=, amount=, allowance=, per=, slices=, load=, service_level=，列表写 JSON 或文件名</translation>
    </message>
    <message>
        <source>Also writes all of it, with method and assumptions, to this PDF file</source>
        <translation>另将全部结果连同方法和假定写入此 PDF 文件</translation>
    </message>
    <message>
        <source>Of the PDF file: A4 (default) or Letter</source>
        <translation>PDF 文件的纸张：A4（默认）或 Letter</translation>
    </message>
    <message>
        <source>Most requests in the long run that the service lets through, such as 10/second or 600/min; empty: no limit</source>
        <translation>服务长期放行的最高请求速率，例如 10/second 或 600/min；留空：不限</translation>
    </message>
    <message>
        <source>How many of them may come at once (default: the count)</source>
        <translation>一次最多可同时到达多少个请求（默认：与次数相同）</translation>
    </message>
    <message>
        <source>Network the token may be used from, such as 10.0.0.0/8; may come several times; empty: from anywhere</source>
        <translation>允许使用该令牌的网络，例如 10.0.0.0/8；可多次指定；留空：任何地址</translation>
    </message>
    <message>
        <source>Model it may be used for, such as gpt-4o*; may come several times; empty: all</source>
        <translation>允许使用的模型，例如 gpt-4o*；可多次指定；留空：全部</translation>
    </message>
    <message>
        <source>Endpoint it may be used for, such as /v1/*; may come several times; empty: all</source>
        <translation>允许访问的端点，例如 /v1/*；可多次指定；留空：全部</translation>
    </message>
    <message>
        <source>Most requests of all its tokens together that the service lets through in a window, such as 1000/day; may come several times; empty: no cap</source>
        <translation>该客户所有令牌合计在一个窗口内由服务放行的最多请求数，例如 1000/day；可多次指定；留空：无上限</translation>
    </message>
    <message>
        <source>The same in the long run, such as 50/second; empty: no limit</source>
        <translation>所有令牌合计的长期速率，例如 50/second；留空：不限</translation>
    </message>
    <message>
        <source>How many requests of all its tokens may come at once (default: the count)</source>
        <translation>所有令牌合计一次最多可同时到达多少个请求（默认：与次数相同）</translation>
    </message>
    <message>
        <source>Keys that open the management side of tollkeeperd</source>
        <translation>打开 tollkeeperd 管理端的密钥</translation>
    </message>
    <message>
        <source>Make a key; its secret is printed this once</source>
        <translation>生成管理密钥；其内容只打印这一次</translation>
    </message>
    <message>
        <source>Whose key it is, or what for</source>
        <translation>密钥归谁所有，或作何用途</translation>
    </message>
    <message>
        <source>What it may do: tokens:read, tokens:write, usage:read, usage:write, or admin for everything; may come several times</source>
        <translation>允许做什么：tokens:read、tokens:write、usage:read、usage:write，或 admin 表示全部；可多次给出</translation>
    </message>
    <message>
        <source>List the keys</source>
        <translation>列出管理密钥</translation>
    </message>
    <message>
        <source>Refuse the key for ever</source>
        <translation>永久拒绝该密钥</translation>
    </message>
    <message>
        <source>The key&apos;s id</source>
        <translation>密钥的 ID</translation>
    </message>
    <message>
        <source>Print it to this PDF file</source>
        <translation>打印到此 PDF 文件</translation>
    </message>
    <message>
        <source>Requests that the service let through and nobody completed</source>
        <translation>服务放行但一直无人报告完成的请求</translation>
    </message>
</context>
<context>
    <name>toll</name>
    <message>
        <source>These requests do not state the meter %1, so it is not known what they cost: %2.</source>
        <translation>这些请求没有计量项 %1，因此费用未知：%2。</translation>
    </message>
    <message>
        <source>Nothing is charged for them.</source>
        <translation>均不收取费用。</translation>
    </message>
    <message>
        <source>The plan %1 has no charge for this use of the meter %2: %3.</source>
        <translation>套餐 %1 没有针对计量项 %2 的收费：%3。</translation>
    </message>
    <message>
        <source>Nothing is charged for it.</source>
        <translation>不收取费用。</translation>
    </message>
    <message>
        <source>Meter: %1. Requests with the status %2 count.</source>
        <translation>计量项：%1。状态为 %2 的请求计入。</translation>
    </message>
    <message>
        <source>Counted although their status is not known: %1.</source>
        <translation>状态未知但计入：%1。</translation>
    </message>
    <message>
        <source>Token %1:</source>
        <translation>令牌 %1：</translation>
    </message>
    <message>
        <source>The rate R is %1 per %2 of %3.</source>
        <translation>费率 R 为每 %2 个%3 %1。</translation>
    </message>
    <message>
        <source>The rate R is %1 per request.</source>
        <translation>费率 R 为每次请求 %1。</translation>
    </message>
    <message>
        <source>The rate R is %1 for each of %2.</source>
        <translation>费率 R 为每 %2 %1。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The cap C is %1. The lifetime T is %2.</source>
        <translation>上限 C 为%1。有效期 T 为 %2。</translation>
    </message>
    <message>
        <source>More terms of this token lie in the period: %1.</source>
        <translation>此令牌在该期间还有其他周期：%1。</translation>
    </message>
    <message>
        <source>Term %1 began %2 (%3) and has no end.</source>
        <translation>第 %1 个周期始于 %2（%3），没有结束。</translation>
    </message>
    <message>
        <source>Term %1 runs from %2 to %3 (%4).</source>
        <translation>第 %1 个周期从 %2 到 %3（%4）。</translation>
    </message>
    <message>
        <source>Counted in this term before the period: %1.</source>
        <translation>本周期在此期间之前已计：%1。</translation>
    </message>
    <message>
        <source>N, what counts of this term in the period, is %1.</source>
        <translation>本期间内此周期计入的数量 N 为 %1。</translation>
    </message>
    <message>
        <source>C·T, the most the term can be billed for, has no limit.</source>
        <translation>C·T（周期最多计费的数量）没有限制。</translation>
    </message>
    <message>
        <source>C·T is %1, the smallest sum among its caps.</source>
        <translation>C·T 为 %1，取各上限合计中最小的。</translation>
    </message>
    <message>
        <source>C·T is %1 × %2 = %3: the cap of every window of the term.</source>
        <translation>C·T 为 %1 × %2 = %3：周期内每个窗口上限之和。</translation>
    </message>
    <message>
        <source>C·T is %1: the sum over the %2 windows of the term, those cut short in proportion.</source>
        <translation>C·T 为 %1：周期内 %2 个窗口上限之和，不完整的窗口按比例计算。</translation>
    </message>
    <message>
        <source>The cap holds for the whole term: billed is min(N, C·T).</source>
        <translation>上限针对整个周期：计费数量为 min(N, C·T)。</translation>
    </message>
    <message>
        <source>The cap holds for each window: what is over it in one window is not made up for in another.</source>
        <translation>上限针对每个窗口：一个窗口的超出部分不会由另一个窗口弥补。</translation>
    </message>
    <message>
        <source>Counted window by window it would be %1 and cost %2.</source>
        <translation>若按每个窗口计算，则为 %1，费用 %2。</translation>
    </message>
    <message>
        <source>Counted over the whole term it would be %1 and cost %2.</source>
        <translation>若按整个周期计算，则为 %1，费用 %2。</translation>
    </message>
    <message>
        <source>Windows that passed their cap: %1 of %2.</source>
        <translation>超出上限的窗口：%2 个中有 %1 个。</translation>
    </message>
    <message>
        <source>The fullest began %1 with a cap of %2 and had %3 over it.</source>
        <translation>最满的窗口始于 %1，上限 %2，超出 %3。</translation>
    </message>
    <message>
        <source>Refused because there was no room under the cap: %1.</source>
        <translation>因上限已满而被拒绝：%1。</translation>
    </message>
    <message>
        <source>Over the cap, served and not billed: %1.</source>
        <translation>超出上限，已提供但不计费：%1。</translation>
    </message>
    <message>
        <source>Over the cap, billed at %1: %2.</source>
        <translation>超出上限，按 %1 计费：%2。</translation>
    </message>
    <message>
        <source>Over the cap, served slower and not billed: %1.</source>
        <translation>超出上限，降速提供且不计费：%1。</translation>
    </message>
    <message>
        <source>Billed at the rate: %1. That makes %2.</source>
        <translation>按费率计费：%1。合计 %2。</translation>
    </message>
    <message>
        <source>Together: %1.</source>
        <translation>合计：%1。</translation>
    </message>
    <message>
        <source>Rounded once, to %1 decimals (%2): %3 %4.</source>
        <translation>舍入一次，保留 %1 位小数（%2）：%3 %4。</translation>
    </message>
    <message>
        <source>half up</source>
        <translation>四舍五入</translation>
    </message>
    <message>
        <source>half to even</source>
        <translation>四舍六入五成双</translation>
    </message>
    <message>
        <source>half down</source>
        <translation>五舍六入</translation>
    </message>
    <message>
        <source>up</source>
        <translation>进一</translation>
    </message>
    <message>
        <source>down</source>
        <translation>舍去</translation>
    </message>
    <message>
        <source>to the lower</source>
        <translation>向下取整</translation>
    </message>
    <message>
        <source>to the higher</source>
        <translation>向上取整</translation>
    </message>
    <message>
        <source>This use lies outside every term of its token: %1.</source>
        <translation>这些用量不在令牌的任何周期内：%1。</translation>
    </message>
    <message>
        <source>Token %1: %2.</source>
        <translation>令牌 %1：%2。</translation>
    </message>
    <message>
        <source>It is shown so that nothing is missing; nothing is charged for it.</source>
        <translation>列出它是为了不遗漏任何内容；不收取费用。</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>It cannot be read or written.</source>
        <translation>无法读取或写入。</translation>
    </message>
    <message>
        <source>It cannot be read or written (%1).</source>
        <translation>无法读取或写入（%1）。</translation>
    </message>
    <message>
        <source>The workspace could not do this (%1).</source>
        <translation>工作区无法完成此操作（%1）。</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>A number is too large to be kept exactly.</source>
        <translation>数字太大，无法精确保存。</translation>
    </message>
    <message>
        <source>The number %1 is too large to be kept exactly.</source>
        <translation>数字 %1 太大，无法精确保存。</translation>
    </message>
    <message>
        <source>The content is damaged. It was left as it is.</source>
        <translation>内容已损坏，保持原样未动。</translation>
    </message>
    <message>
        <source>The content is damaged (%1). It was left as it is.</source>
        <translation>内容已损坏（%1），保持原样未动。</translation>
    </message>
    <message>
        <source>Something inside the program went wrong. Please report it.</source>
        <translation>程序内部出错。请报告此问题。</translation>
    </message>
    <message>
        <source>Something inside the program went wrong (%1). Please report it.</source>
        <translation>程序内部出错（%1）。请报告此问题。</translation>
    </message>
    <message>
        <source>“%1” was not found.</source>
        <translation>找不到“%1”。</translation>
    </message>
    <message>
        <source>There is no workspace at %1. A command that writes makes one, such as “customer add”; “demo create” makes one to try things on.</source>
        <translation>%1 处没有工作区。写入类命令会创建它，如“customer add”；“demo create”会创建一个演示工作区。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>Nothing is known by the name “%1”.</source>
        <translation>没有名为“%1”的内容。</translation>
    </message>
    <message>
        <source>A value is missing.</source>
        <translation>缺少一个值。</translation>
    </message>
    <message>
        <source>“%1” is outside what is allowed.</source>
        <translation>“%1”超出允许范围。</translation>
    </message>
    <message>
        <source>“%1” is understood, but this version cannot do it.</source>
        <translation>能识别“%1”，但此版本还不支持。</translation>
    </message>
    <message>
        <source>“%1” fits several things.</source>
        <translation>“%1”对应多个对象。</translation>
    </message>
    <message>
        <source>“%1” is negative, which makes no sense here.</source>
        <translation>“%1”是负数，在此没有意义。</translation>
    </message>
    <message>
        <source>An empty text cannot be read.</source>
        <translation>空文本无法读取。</translation>
    </message>
    <message>
        <source>“%1” cannot be read.</source>
        <translation>无法读取“%1”。</translation>
    </message>
    <message>
        <source>It exists already.</source>
        <translation>已经存在。</translation>
    </message>
    <message>
        <source>“%1” exists already.</source>
        <translation>“%1”已经存在。</translation>
    </message>
    <message>
        <source>This cannot be done now.</source>
        <translation>现在不能这样做。</translation>
    </message>
    <message>
        <source>This cannot be done in the state “%1”.</source>
        <translation>在“%1”状态下不能这样做。</translation>
    </message>
    <message>
        <source>This contradicts what is stored.</source>
        <translation>与已保存的内容矛盾。</translation>
    </message>
    <message>
        <source>“%1” contradicts what is stored.</source>
        <translation>“%1”与已保存的内容矛盾。</translation>
    </message>
    <message>
        <source>The workspace is in use by another program. Close it, and try again.</source>
        <translation>工作区正被另一个程序使用。请关闭它后重试。</translation>
    </message>
    <message>
        <source>The workspace is in use by another program (%1). Close it, and try again.</source>
        <translation>工作区正被另一个程序使用（%1）。请关闭它后重试。</translation>
    </message>
    <message>
        <source>The workspace was written by a newer version (%1). It can be read, but not changed.</source>
        <translation>该工作区由更新的版本（%1）写入，可以读取，但不能修改。</translation>
    </message>
    <message>
        <source>The workspace can be read, but not changed.</source>
        <translation>该工作区可以读取，但不能修改。</translation>
    </message>
    <message>
        <source>The file is not a workspace. It was left as it is.</source>
        <translation>该文件不是工作区，保持原样未动。</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>每秒 %1 次</translation>
    </message>
    <message>
        <source>%1 a minute</source>
        <translation>每分钟 %1 次</translation>
    </message>
    <message>
        <source>%1 an hour</source>
        <translation>每小时 %1 次</translation>
    </message>
    <message>
        <source>%1 a day</source>
        <translation>每天 %1 次</translation>
    </message>
    <message>
        <source>%1 a week</source>
        <translation>每周 %1 次</translation>
    </message>
    <message>
        <source>%1 a month</source>
        <translation>每月 %1 次</translation>
    </message>
    <message>
        <source>%1 a year</source>
        <translation>每年 %1 次</translation>
    </message>
    <message>
        <source>%1 every %2 seconds</source>
        <translation>每 %2 秒 %1 次</translation>
    </message>
    <message>
        <source>%1 every %2 minutes</source>
        <translation>每 %2 分钟 %1 次</translation>
    </message>
    <message>
        <source>%1 every %2 hours</source>
        <translation>每 %2 小时 %1 次</translation>
    </message>
    <message>
        <source>%1 every %2 days</source>
        <translation>每 %2 天 %1 次</translation>
    </message>
    <message>
        <source>%1 every %2 weeks</source>
        <translation>每 %2 周 %1 次</translation>
    </message>
    <message>
        <source>%1 every %2 months</source>
        <translation>每 %2 个月 %1 次</translation>
    </message>
    <message>
        <source>%1 every %2 years</source>
        <translation>每 %2 年 %1 次</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>%1 hours</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 分钟</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>1 second</source>
        <translation>1 秒</translation>
    </message>
    <message>
        <source>%1 seconds</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 Expected: %2.</source>
        <translation>%1 应为：%2。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>expiring</source>
        <translation>即将到期</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>exhausted</source>
        <translation>已用尽</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>whole term</source>
        <translation>整个周期</translation>
    </message>
    <message>
        <source>each window</source>
        <translation>每个窗口</translation>
    </message>
    <message>
        <source>served free</source>
        <translation>免费提供</translation>
    </message>
    <message>
        <source>charged</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>slowed down</source>
        <translation>降速</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>不限期</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 个月</translation>
    </message>
    <message>
        <source>%1 months</source>
        <translation>%1 个月</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>Customer added</source>
        <translation>已添加客户</translation>
    </message>
    <message>
        <source>Customer changed</source>
        <translation>已修改客户</translation>
    </message>
    <message>
        <source>Customer archived</source>
        <translation>已归档客户</translation>
    </message>
    <message>
        <source>Customer restored</source>
        <translation>已恢复客户</translation>
    </message>
    <message>
        <source>Customer erased</source>
        <translation>已删除客户资料</translation>
    </message>
    <message>
        <source>Plan imported</source>
        <translation>已导入套餐</translation>
    </message>
    <message>
        <source>Plan assigned</source>
        <translation>已指定套餐</translation>
    </message>
    <message>
        <source>Token created</source>
        <translation>已创建令牌</translation>
    </message>
    <message>
        <source>Token changed</source>
        <translation>已修改令牌</translation>
    </message>
    <message>
        <source>Term renewed</source>
        <translation>已续期</translation>
    </message>
    <message>
        <source>Term extended</source>
        <translation>已延长周期</translation>
    </message>
    <message>
        <source>Token suspended</source>
        <translation>已停用令牌</translation>
    </message>
    <message>
        <source>Token resumed</source>
        <translation>已恢复令牌</translation>
    </message>
    <message>
        <source>Token revoked</source>
        <translation>已吊销令牌</translation>
    </message>
    <message>
        <source>Secret replaced</source>
        <translation>已更换密钥</translation>
    </message>
    <message>
        <source>Usage imported</source>
        <translation>已导入用量</translation>
    </message>
    <message>
        <source>Workspace changed</source>
        <translation>已修改工作区</translation>
    </message>
    <message>
        <source>Given free by the allowance: %1.</source>
        <translation>由免费额度赠送：%1。</translation>
    </message>
    <message>
        <source>The price is %1 % of the value of %2, which is stated in units of 1/%3 %4.</source>
        <translation>价格为 %2 值的 %1 %，该值以 1/%3 %4 为单位。</translation>
    </message>
    <message>
        <source>The plan gives the first units of a period free, in order of time: %1.</source>
        <translation>套餐在每个计费周期内按时间顺序免费赠送最先的用量：%1。</translation>
    </message>
    <message>
        <source>They use up no cap and no tier, and nothing is charged for them.</source>
        <translation>这部分不占用上限和阶梯，也不收费。</translation>
    </message>
    <message>
        <source>The fee for a whole period is %1. It is owed for %2 of its %3 days: %4.</source>
        <translation>整个周期的费用为 %1。应付 %3 天中的 %2 天：%4。</translation>
    </message>
    <message>
        <source>Each started block of %1 costs %2. Started: %3. That makes %4.</source>
        <translation>每开始一包（%1 个）收费 %2。已开始：%3 包，合计 %4。</translation>
    </message>
    <message>
        <source>Each unit has the price of the tier it falls in.</source>
        <translation>每个单位按其所在阶梯计价。</translation>
    </message>
    <message>
        <source>All units have the price of the tier the whole falls in.</source>
        <translation>全部单位按总量所在阶梯计价。</translation>
    </message>
    <message>
        <source>That makes %1.</source>
        <translation>合计 %1。</translation>
    </message>
    <message>
        <source>%1 per %2</source>
        <translation>每 %2 个 %1</translation>
    </message>
    <message>
        <source>From %1 to %2, at %3: %4, which makes %5.</source>
        <translation>第 %1 至 %2 个，单价 %3：%4 个，合计 %5。</translation>
    </message>
    <message>
        <source>From %1 on, at %2: %3, which makes %4.</source>
        <translation>从第 %1 个起，单价 %2：%3 个，合计 %4。</translation>
    </message>
    <message>
        <source>Units used %1: %2. Their price of %3 is multiplied by %4, a difference of %5.</source>
        <translation>在 %1 时段使用的数量：%2。其价格 %3 乘以 %4，差额为 %5。</translation>
    </message>
    <message>
        <source>Units used while the load was %1 of the capacity: %2. Their price of %3 is multiplied by %4, a difference of %5.</source>
        <translation>负载为容量的 %1 时使用的数量：%2。其价格 %3 乘以 %4，差额为 %5。</translation>
    </message>
    <message>
        <source>The response time was %1 over the whole period: %2 % of %3 are credited, a difference of %4.</source>
        <translation>整个周期的响应时间为 %1：返还 %3 的 %2 %，差额为 %4。</translation>
    </message>
    <message>
        <source>Units answered in %1: %2. Of their price of %3 the share %4 is credited, a difference of %5.</source>
        <translation>响应时间 %1 的数量：%2。按其价格 %3 的 %4 返还，差额为 %5。</translation>
    </message>
    <message>
        <source>A discount of %1 % on %2, the sum so far: %3.</source>
        <translation>对目前合计 %2 打折 %1 %：%3。</translation>
    </message>
    <message>
        <source>A discount of %1 on %2, the sum so far: %3.</source>
        <translation>从目前合计 %2 中减免 %1：%3。</translation>
    </message>
    <message>
        <source>The sum of %1 is above the maximum of %2. The difference: %3.</source>
        <translation>合计 %1 高于最高额 %2，差额：%3。</translation>
    </message>
    <message>
        <source>The sum of %1 is below the minimum of %2. The difference: %3.</source>
        <translation>合计 %1 低于最低额 %2，差额：%3。</translation>
    </message>
    <message>
        <source>Tax of %1 % on the sum of %2: %3.</source>
        <translation>对合计 %2 征收 %1 % 的税：%3。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1: %2. %3: %4. The difference is %5.</source>
        <translation>%1：%2。%3：%4。相差 %5。</translation>
    </message>
    <message>
        <source>%1 by volume: more or fewer units at the prices of the earlier period.</source>
        <translation>用量 %1：按前一期的价格，用量增加或减少。</translation>
    </message>
    <message>
        <source>    %1: %2 units instead of %3, which makes %4.</source>
        <translation>    %1：由 %3 变为 %2 个单位，影响 %4。</translation>
    </message>
    <message>
        <source>%1 by mix: the same number of units, but more of them dear or cheap ones (by token, model, tier or hour).</source>
        <translation>结构 %1：用量相同，但其中贵的或便宜的更多（按令牌、模型、阶梯或时段）。</translation>
    </message>
    <message>
        <source>%1 by price: rates, tiers and other terms that changed.</source>
        <translation>价格 %1：费率、阶梯和其他条款有变动。</translation>
    </message>
    <message>
        <source>    %1: %2 instead of %3.</source>
        <translation>    %1：由 %3 改为 %2。</translation>
    </message>
    <message>
        <source>%1 by limits: what caps, lifetimes, allowances, minimum and maximum took off or added.</source>
        <translation>限制 %1：上限、有效期、免费额度、最低和最高消费减去或加上的金额。</translation>
    </message>
    <message>
        <source>Together these parts are the difference, to the last digit.</source>
        <translation>以上各部分之和正好等于差额，分毫不差。</translation>
    </message>
    <message>
        <source>No exchange rate from %1 to %2 is known for %3 or before; state one to see the total in %2.</source>
        <translation>没有 %3 或更早的 %1 兑 %2 汇率；登记后即可看到以 %2 计的总额。</translation>
    </message>
    <message>
        <source>%1 (1 %2 = %3 %4 on %5)</source>
        <translation>%1（%5：1 %2 = %3 %4）</translation>
    </message>
    <message>
        <source>%1, according to %2</source>
        <translation>%1，来源：%2</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>%1 requests fitted the charge %2 too, but %3 comes before it in their group and took them.</source>
        <translation>有 %1 次请求也符合收费项 %2，但同组中排在前面的 %3 已将其计入。</translation>
    </message>
    <message>
        <source>%1 requests nearly fitted the charge %2: they state no %3, and it wants %4.</source>
        <translation>有 %1 次请求差一点符合收费项 %2：它们没有 %3，而该项要求 %4。</translation>
    </message>
    <message>
        <source>%1 requests nearly fitted the charge %2: their %3 is %4, and it wants %5.</source>
        <translation>有 %1 次请求差一点符合收费项 %2：它们的 %3 是 %4，而该项要求 %5。</translation>
    </message>
    <message>
        <source>Nothing was used in the hours %1 (× %2).</source>
        <translation>时段 %1（× %2）内没有用量。</translation>
    </message>
    <message>
        <source>Nothing was used while the load was %1 of the capacity (× %2).</source>
        <translation>负载为容量的 %1 时（× %2）没有用量。</translation>
    </message>
    <message>
        <source>The response time was not %1 over the whole period (a credit of %2 %).</source>
        <translation>整个账期的响应时间未达到 %1（抵扣 %2 %）。</translation>
    </message>
    <message>
        <source>Nothing was answered in %1 (a credit of the share %2).</source>
        <translation>没有响应时间为 %1 的请求（抵扣比例 %2）。</translation>
    </message>
    <message>
        <source>Version %1 of the plan, in force from %2.</source>
        <translation>套餐第 %1 版，自 %2 起生效。</translation>
    </message>
    <message>
        <source>As agreed with this customer (agreement %1), not as the plan says for everybody.</source>
        <translation>按与该客户的约定（第 %1 号约定），而非套餐的通用规定。</translation>
    </message>
    <message>
        <source>%1 fits %2</source>
        <translation>%1 匹配 %2</translation>
    </message>
    <message>
        <source>The charge %1 takes requests whose %2.</source>
        <translation>收费项 %1 计入满足以下条件的请求：%2。</translation>
    </message>
    <message>
        <source> and whose </source>
        <translation>，且 </translation>
    </message>
    <message>
        <source>Not counted because of their status: %1 (%2).</source>
        <translation>因状态不计费：%1（%2）。</translation>
    </message>
    <message>
        <source>Not counted because they came before the first term: %1.</source>
        <translation>因早于第一个周期而不计费：%1。</translation>
    </message>
    <message>
        <source>Not counted because the term had ended: %1.</source>
        <translation>因周期已结束而不计费：%1。</translation>
    </message>
    <message>
        <source>Not counted because the token had been revoked: %1.</source>
        <translation>因令牌已吊销而不计费：%1。</translation>
    </message>
    <message>
        <source>Each token has a fixed share of the allowance; what one leaves, no other may use.</source>
        <translation>每个令牌有固定的免费额度份额；未用完的部分其他令牌不能使用。</translation>
    </message>
    <message>
        <source>The customer&apos;s tokens share one pool: whoever comes first.</source>
        <translation>该客户的令牌共用一个免费额度池，先到先用。</translation>
    </message>
    <message>
        <source>Token %1: %2 of its %3.</source>
        <translation>令牌 %1：用了其 %3 中的 %2。</translation>
    </message>
    <message>
        <source>No unit fell in the tier from %1 on, at %2.</source>
        <translation>没有用量落入从 %1 起、单价 %2 的阶梯。</translation>
    </message>
    <message>
        <source>This discount is for tokens with the tag “%1” alone; they owe %2 so far.</source>
        <translation>该折扣只适用于带标签“%1”的令牌；目前它们应付 %2。</translation>
    </message>
    <message>
        <source>Over the cap, served no faster than %1 and not billed: %2.</source>
        <translation>超出上限的部分以不快于 %1 的速度提供，不计费：%2。</translation>
    </message>
    <message>
        <source>%1 by late usage: what closed bills leave out, and what later ones adjust.</source>
        <translation>%1 来自迟到的用量：已结账账单未包含的部分，以及后来账单所作的调整。</translation>
    </message>
    <message>
        <source>This adjusts the discount of that period.</source>
        <translation>这是对该计费周期折扣的调整。</translation>
    </message>
    <message>
        <source>This adjusts what the maximum took off in that period.</source>
        <translation>这是对该计费周期因最高额而减去的金额的调整。</translation>
    </message>
    <message>
        <source>This adjusts what the minimum added in that period.</source>
        <translation>这是对该计费周期因最低额而增加的金额的调整。</translation>
    </message>
    <message>
        <source>This adjusts the tax of that period.</source>
        <translation>这是对该计费周期税额的调整。</translation>
    </message>
    <message>
        <source>These requests do not state the meter, so nothing is charged for them.</source>
        <translation>这些请求没有该计量项，因此不收费。</translation>
    </message>
    <message>
        <source>The plan has no charge for this use, so nothing is charged for it.</source>
        <translation>套餐没有针对这部分用量的收费项，因此不收费。</translation>
    </message>
    <message>
        <source>No usage of this period came after that, but usage of an earlier one did, and moved what was left of caps and allowances.</source>
        <translation>此后没有该计费周期的用量到达，但更早计费周期的用量到达了，改变了上限和免费额度的余量。</translation>
    </message>
    <message>
        <source>Usage records of this period that came after that: %1, on %2.</source>
        <translation>此后到达的该计费周期用量记录：%1 条，时间为 %2。</translation>
    </message>
    <message>
        <source>Usage records of this period that came after that: %1, the first on %2, the last on %3.</source>
        <translation>此后到达的该计费周期用量记录：%1 条，最早 %2，最晚 %3。</translation>
    </message>
    <message>
        <source>The period %1 was closed on %2.</source>
        <translation>计费周期 %1 已于 %2 结账。</translation>
    </message>
    <message>
        <source>Units of %1 not on its statement yet: %2, of these billed: %3.</source>
        <translation>尚未列入其对账单的 %1 用量：%2，其中计费：%3。</translation>
    </message>
    <message>
        <source>Outside every term of their token, so not billed: %1.</source>
        <translation>不在令牌的任何周期内，因此不计费：%1。</translation>
    </message>
    <message>
        <source>With all usage known now it comes to %1. It was closed at %2.</source>
        <translation>按现在已知的全部用量应为 %1；结账时为 %2。</translation>
    </message>
    <message>
        <source>Earlier bills have adjusted it by %1.</source>
        <translation>之前的账单已调整 %1。</translation>
    </message>
    <message>
        <source>The difference is %1.</source>
        <translation>差额为 %1。</translation>
    </message>
    <message>
        <source>The closed statement stays as it is. Discounts, limits and tax of the bill&apos;s own period do not act on this line.</source>
        <translation>已结账的对账单保持不变。本账单计费周期的折扣、限额和税不作用于此行。</translation>
    </message>
    <message>
        <source>The period %1 is closed.</source>
        <translation>计费周期 %1 已结账。</translation>
    </message>
    <message>
        <source>The period %1 is not over yet.</source>
        <translation>计费周期 %1 尚未结束。</translation>
    </message>
    <message>
        <source>Closed on %1 by %2. It does not change any more.</source>
        <translation>已于 %1 由 %2 结账，不再变动。</translation>
    </message>
    <message>
        <source>Usage records dated later than they arrived: %1, from %2 to %3 (%4, arrived %5).</source>
        <translation>日期晚于到达时间的用量记录：%1 条，从 %2 到 %3（%4，到达于 %5）。</translation>
    </message>
    <message>
        <source>Late usage</source>
        <translation>迟到的用量</translation>
    </message>
    <message>
        <source>Usage from the future</source>
        <translation>来自未来的用量</translation>
    </message>
    <message>
        <source>Late usage refused</source>
        <translation>迟到的用量已拒收</translation>
    </message>
    <message>
        <source>Period closed</source>
        <translation>计费周期已结账</translation>
    </message>
    <message>
        <source>Period reopened</source>
        <translation>计费周期已重新打开</translation>
    </message>
    <message>
        <source>%1 Did you mean %2?</source>
        <translation>%1您是指 %2 吗？</translation>
    </message>
    <message>
        <source>At character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
    <message>
        <source>Upstream price list assigned</source>
        <translation>已指定上游价目表</translation>
    </message>
    <message>
        <source>Upstream price list ended</source>
        <translation>已结束上游价目表</translation>
    </message>
    <message>
        <source>The file does not begin as a database does.</source>
        <translation>该文件的开头不是数据库的格式。</translation>
    </message>
    <message>
        <source>The file is not marked as a workspace (%1 instead of %2).</source>
        <translation>该文件没有工作区标记（是 %1，应为 %2）。</translation>
    </message>
    <message>
        <source>The schema version %1 is not known (known: %2).</source>
        <translation>未知的结构版本 %1（已知：%2）。</translation>
    </message>
    <message>
        <source>“%1” of the schema is missing, was changed or does not belong there.</source>
        <translation>结构中的“%1”缺失、被改动或不应存在。</translation>
    </message>
    <message>
        <source>Row %1 of “%2” names something in “%3” that is not there.</source>
        <translation>“%2”的第 %1 行引用了“%3”中不存在的内容。</translation>
    </message>
    <message>
        <source>Something stored cannot be read: %1 %2</source>
        <translation>有存储的内容无法读取：%1 %2</translation>
    </message>
    <message>
        <source>A body of conflict %1 cannot be read.</source>
        <translation>冲突 %1 的一份内容无法读取。</translation>
    </message>
    <message>
        <source>Entry %1 of the ledger is missing.</source>
        <translation>账本缺少第 %1 条记录。</translation>
    </message>
    <message>
        <source>Entry %1 of the ledger (%2) is not as it was written.</source>
        <translation>账本第 %1 条记录（%2）与写入时不同。</translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation>数据库已损坏。</translation>
    </message>
    <message>
        <source>The database is damaged: %1</source>
        <translation>数据库已损坏：%1</translation>
    </message>
    <message>
        <source>Segment %1 of usage is not what was written.</source>
        <translation>用量段 %1 与写入时不同。</translation>
    </message>
    <message>
        <source>Segment %1 of usage is not what was written (%2).</source>
        <translation>用量段 %1 与写入时不同（%2）。</translation>
    </message>
    <message>
        <source>The events of segment %1 are not at the times, or not in the order, that it says.</source>
        <translation>用量段 %1 中记录的时间或顺序与其所述不符。</translation>
    </message>
    <message>
        <source>The event “%1” in segment %2 is not the one its hash names.</source>
        <translation>用量段 %2 中的记录“%1”与其哈希不符。</translation>
    </message>
    <message>
        <source>The same event is there twice (%1).</source>
        <translation>同一条记录出现了两次（%1）。</translation>
    </message>
    <message>
        <source>The event “%1” is there twice (%2).</source>
        <translation>记录“%1”出现了两次（%2）。</translation>
    </message>
    <message>
        <source>The imports added %1 events, but there are %2.</source>
        <translation>导入共添加了 %1 条记录，但现有 %2 条。</translation>
    </message>
    <message>
        <source>The sums of token %1 on %2 (UTC) are not those of its events.</source>
        <translation>令牌 %1 在 %2（UTC）的汇总与其记录不符。</translation>
    </message>
    <message>
        <source>The first or last use of token %1 is not that of its events.</source>
        <translation>令牌 %1 的首次或末次使用时间与其记录不符。</translation>
    </message>
    <message>
        <source>Restore a backup (“restore FILE”); the present file is kept beside it.</source>
        <translation>恢复备份（“restore FILE”）；现有文件会保留在旁边。</translation>
    </message>
    <message>
        <source>The events are whole: “check --rebuild-cells” sums them anew.</source>
        <translation>用量记录完好：用“check --rebuild-cells”重新汇总。</translation>
    </message>
    <message>
        <source>Open it with a newer version of the program, or restore a backup.</source>
        <translation>用更新版本的程序打开，或恢复备份。</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Conflict decided</source>
        <translation>冲突已决定</translation>
    </message>
    <message>
        <source>Usage compacted</source>
        <translation>用量已合并</translation>
    </message>
    <message>
        <source>Usage summed anew</source>
        <translation>用量已重新汇总</translation>
    </message>
    <message>
        <source>The identities of dropped usage (part %1) are not what was written.</source>
        <translation>已清除用量的标识（第 %1 部分）与写入时不同。</translation>
    </message>
    <message>
        <source>The sums of %1 (UTC), whose events were dropped, are not what they were then.</source>
        <translation>%1（UTC）的汇总与清除其记录时不同。</translation>
    </message>
    <message>
        <source>%1: %2 usage records of %3 go.</source>
        <translation>%1：将清除 %3 的 %2 条用量记录。</translation>
    </message>
    <message>
        <source>%1: those of %2 stay, for a younger bill is rated from them.</source>
        <translation>%1：%2 的记录保留，因为较新的账单要据此计费。</translation>
    </message>
    <message>
        <source>Usage records that stay until a conflict about them is decided: %1.</source>
        <translation>在冲突裁决之前保留的用量记录：%1。</translation>
    </message>
    <message>
        <source>Closed periods whose bills need single records: %1. Late usage can no longer adjust them and is refused.</source>
        <translation>账单需要单条记录的已结账计费周期：%1。迟到的用量将不能再调整它们，会被拒绝。</translation>
    </message>
    <message>
        <source>Single usage records (%1) were dropped by retention. Their sums and the closed bills stay, but this needs the records themselves.</source>
        <translation>单条用量记录（%1）已按保留规则清除。其汇总和已结账的账单仍在，但此操作需要记录本身。</translation>
    </message>
    <message>
        <source>Usage records dropped</source>
        <translation>用量记录已清除</translation>
    </message>
    <message>
        <source>Buckets of the source “%1” lie over one another (%2).</source>
        <translation>来源“%1”的汇总区间相互重叠（%2）。</translation>
    </message>
    <message>
        <source>Summed usage replaced</source>
        <translation>汇总用量已替换</translation>
    </message>
    <message>
        <source>Upstream price lists put back</source>
        <translation>已恢复上游价目表</translation>
    </message>
    <message>
        <source>Management key</source>
        <translation>管理密钥</translation>
    </message>
    <message>
        <source>Management key created</source>
        <translation>已生成管理密钥</translation>
    </message>
    <message>
        <source>Management key revoked</source>
        <translation>已吊销管理密钥</translation>
    </message>
</context>
<context>
    <name>toll::ActivityPopup</name>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Imports and other long work are listed here.</source>
        <translation>还没有任何活动。导入等耗时任务会列在这里。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>toll::AgreeDialog</name>
    <message>
        <source>&amp;Customer</source>
        <translation>客户(&amp;C)</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>约定</translation>
    </message>
    <message>
        <source>There are no customers yet. A new token makes one.</source>
        <translation>还没有客户。新建令牌时会创建客户。</translation>
    </message>
    <message>
        <source>Terms for a customer: %1</source>
        <translation>客户专属条款：%1</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>&amp;Holds from</source>
        <translation>生效日期(&amp;H)</translation>
    </message>
    <message>
        <source>%1 is not on this plan; the terms hold for what the plan prices.</source>
        <translation>%1 未使用此套餐；条款只对按此套餐计价的用量生效。</translation>
    </message>
    <message>
        <source>These terms take the place of agreement %1. An empty field is as the plan says.</source>
        <translation>这些条款将取代第 %1 号约定。留空的字段按套餐规定。</translation>
    </message>
    <message>
        <source>Fill in what this customer pays instead; an empty field is as the plan says.</source>
        <translation>填写该客户改为支付的价格；留空的字段按套餐规定。</translation>
    </message>
    <message>
        <source>Agreement %1, from %2 (%3)</source>
        <translation>第 %1 号约定，自 %2 起（%3）</translation>
    </message>
    <message>
        <source>• %1</source>
        <translation>• %1</translation>
    </message>
    <message>
        <source>Agreed so far</source>
        <translation>此前的约定</translation>
    </message>
    <message>
        <source>Fill in at least one value.</source>
        <translation>请至少填写一个值。</translation>
    </message>
    <message>
        <source>These terms are agreed on already. Change at least one value.</source>
        <translation>这些条款已经约定。请至少修改一个值。</translation>
    </message>
    <message>
        <source>Agreement %1 with %2 holds from %3.</source>
        <translation>与 %2 的第 %1 号约定自 %3 起生效。</translation>
    </message>
    <message>
        <source>Nothing is agreed yet: some values have to be corrected.</source>
        <translation>尚未约定：有些值需要更正。</translation>
    </message>
</context>
<context>
    <name>toll::AgreeForm</name>
    <message>
        <source>the token&apos;s own</source>
        <translation>按令牌</translation>
    </message>
    <message>
        <source>The whole bill</source>
        <translation>整张账单</translation>
    </message>
    <message>
        <source>Discount (%)</source>
        <translation>折扣（%）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>charge and meter</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1, per %2</source>
        <translation>%1，每 %2</translation>
    </message>
    <message>
        <source>Rate up to %1</source>
        <translation>费率（至 %1）</translation>
    </message>
    <message>
        <source>Rate beyond that</source>
        <translation>费率（超出部分）</translation>
    </message>
    <message>
        <source>Tiers are agreed on together: with one filled in, the others stay as they are now.</source>
        <translation>各阶梯一并约定：填写其中一项后，其余各项保持现在的费率。</translation>
    </message>
    <message>
        <source>agreed otherwise; stays so</source>
        <translation>已另行约定，保持不变</translation>
    </message>
    <message>
        <source>none in the plan</source>
        <translation>套餐中无</translation>
    </message>
    <message>
        <source>%1 in the plan</source>
        <translation>套餐中为 %1</translation>
    </message>
</context>
<context>
    <name>toll::AgreementsTab</name>
    <message>
        <source>Terms for a customer…</source>
        <translation>客户专属条款…</translation>
    </message>
    <message>
        <source>End agreement…</source>
        <translation>终止约定…</translation>
    </message>
    <message>
        <source>Agreements with customers</source>
        <translation>与客户的约定</translation>
    </message>
    <message>
        <source>Everybody pays what the plan says</source>
        <translation>所有客户都按套餐付费</translation>
    </message>
    <message>
        <source>A customer can have terms of its own instead: rates, caps, a discount, a minimum or a maximum, from a day on. They stay over later versions of the plan.</source>
        <translation>可以自某日起为某个客户约定专属条款：费率、上限、折扣、最低或最高金额。这些条款在套餐的后续版本中继续有效。</translation>
    </message>
    <message>
        <source>What single customers pay instead of what the plan says.</source>
        <translation>个别客户不按套餐规定、而按以下约定付费。</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>The number of the agreement, as bills state it</source>
        <translation>约定的编号，账单上会注明</translation>
    </message>
    <message>
        <source>From</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between terms</comment>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>toll::AssignDialog</name>
    <message>
        <source>From a &amp;date</source>
        <translation>自某日起(&amp;D)</translation>
    </message>
    <message>
        <source>Assign “%1”</source>
        <translation>分配“%1”</translation>
    </message>
    <message>
        <source>Holds from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>&amp;Customer</source>
        <translation>客户(&amp;C)</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>There are no customers yet. A new token makes one.</source>
        <translation>还没有客户。新建令牌时会创建客户。</translation>
    </message>
    <message>
        <source>The day begins at midnight in %1.</source>
        <translation>该日从 %1 的零点开始。</translation>
    </message>
    <message>
        <source>A customer&apos;s first plan holds from the beginning, a later one from now on.</source>
        <translation>客户的第一个套餐从一开始就生效，之后的套餐从现在起生效。</translation>
    </message>
    <message>
        <source>The plan bills in %1, the customer&apos;s own currency is %2.</source>
        <translation>套餐以 %1 计费，客户自己的货币是 %2。</translation>
    </message>
    <message>
        <source>Tokens with a plan of their own keep it.</source>
        <translation>自带套餐的令牌保持不变。</translation>
    </message>
</context>
<context>
    <name>toll::AttentionList</name>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Concern</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>No token needs a hand.</source>
        <translation>没有令牌需要处理。</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要关注</translation>
    </message>
</context>
<context>
    <name>toll::BarRankingCanvas</name>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>toll::BillTab</name>
    <message>
        <source>Earlier month</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>Later month</source>
        <translation>下个月</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>目前 %1</translation>
    </message>
    <message>
        <source>Why did it change?</source>
        <translation>为什么变了？</translation>
    </message>
    <message>
        <source>Compare with the month before</source>
        <translation>与上个月比较</translation>
    </message>
</context>
<context>
    <name>toll::ChargeForm</name>
    <message>
        <source>Also set, on the JSON tab: %1.</source>
        <translation>另有设置（见“JSON”标签页）：%1。</translation>
    </message>
    <message>
        <source>1 unit</source>
        <translation>1 个单位</translation>
    </message>
    <message>
        <source>%1 units</source>
        <translation>%1 个单位</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Quantity of the period</source>
        <translation>周期内的总数量</translation>
    </message>
    <message>
        <source>Size of each request</source>
        <translation>每次请求的大小</translation>
    </message>
    <message>
        <source>none, such as 200/day</source>
        <translation>无，例如 200/day</translation>
    </message>
    <message>
        <source>the token&apos;s own</source>
        <translation>按令牌</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>such as 5/min</source>
        <translation>例如 5/min</translation>
    </message>
</context>
<context>
    <name>toll::ChargeInputs</name>
    <message>
        <source>Row %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>费率</translation>
    </message>
    <message>
        <source>The last quantity of each tier, rising, and its rate. The last tier has no end: leave its quantity empty.</source>
        <translation>每一阶梯的最后数量（递增）及其费率。最后一阶梯没有上限：数量留空。</translation>
    </message>
    <message>
        <source>Time slices</source>
        <translation>分时</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>Hours of the week such as Mon-Fri 09:00-18:00, and what amounts are multiplied by then: 1.2</source>
        <translation>每周的时段，如 Mon-Fri 09:00-18:00，以及该时段金额的倍数：1.2</translation>
    </message>
    <message>
        <source>A charge: tiers and time slices</source>
        <translation>收费项：阶梯与分时</translation>
    </message>
    <message>
        <source>Which charge of a plan the rate is changed of, and what it has as a whole</source>
        <translation>改动套餐中哪个收费项的费率，以及它整体的设置</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>收费项</translation>
    </message>
    <message>
        <source>The only one that fits</source>
        <translation>唯一适用的一项</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a charge, its plans</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Tiers and time slices hold for all tokens on the plan.</source>
        <translation>阶梯与分时适用于该套餐的所有令牌。</translation>
    </message>
    <message>
        <source>This charge has neither tiers nor time slices.</source>
        <translation>该收费项既无阶梯，也无分时。</translation>
    </message>
    <message>
        <source>Choose a charge to change its tiers and time slices.</source>
        <translation>选择一个收费项，即可更改其阶梯与分时。</translation>
    </message>
    <message>
        <source>%1 (not in this history)</source>
        <translation>%1（不在此历史中）</translation>
    </message>
</context>
<context>
    <name>toll::Chart</name>
    <message>
        <source>Chart options</source>
        <translation>图表选项</translation>
    </message>
    <message>
        <source>No usage in this range</source>
        <translation>此范围内没有用量</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2, %n series.</source>
        <translation>
            <numerusform>%1 至 %2，%n 个系列。</numerusform>
        </translation>
    </message>
    <message>
        <source>Total %1.</source>
        <translation>合计 %1。</translation>
    </message>
    <message>
        <source>Use the arrow keys to read values, T for a table.</source>
        <translation>用方向键读取数值，按 T 显示表格。</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>PNG image (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>Save as PNG, double size…</source>
        <translation>另存为双倍大小 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>另存为 SVG…</translation>
    </message>
    <message>
        <source>SVG image (*.svg)</source>
        <translation>SVG 图片 (*.svg)</translation>
    </message>
    <message>
        <source>Save data as CSV…</source>
        <translation>数据另存为 CSV…</translation>
    </message>
    <message>
        <source>CSV file (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>以表格显示</translation>
    </message>
</context>
<context>
    <name>toll::ChartCanvas</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>toll::ChartTableModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>toll::ChartTip</name>
    <message>
        <source>%1 (so far)</source>
        <translation>%1（至今）</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>toll::ClosePeriodsDialog</name>
    <message>
        <source>Close periods</source>
        <translation>结账</translation>
    </message>
    <message>
        <source>Closing keeps the statements as they stand: lines, numbers and explanations never change afterwards. Usage that comes later for a closed period %1.</source>
        <translation>结账会保留对账单的现状：此后明细、数字和说明都不再变动。之后才到达的已结账周期的用量%1。</translation>
    </message>
    <message>
        <source>What would be closed</source>
        <translation>将要结账的内容</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>计费周期</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>明细数</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>对账单数</translation>
    </message>
    <message>
        <source>The customer&apos;s, and one for each of its tokens</source>
        <translation>客户的一份，加上其每个令牌各一份</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>A period before it is open.</source>
        <translation>在它之前的周期尚未结账。</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) wait for a decision.</source>
        <translation>
            <numerusform>有 %n 个冲突待决定。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) adjust closed periods.</source>
        <translation>
            <numerusform>有 %n 条明细调整已结账的周期。</numerusform>
        </translation>
    </message>
    <message>
        <source>Rating what would be closed…</source>
        <translation>正在计算将要结账的内容…</translation>
    </message>
    <message numerus="yes">
        <source>%n period(s) can be closed: %1</source>
        <translation>
            <numerusform>可结账 %n 个计费周期：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>None of these can be closed now.</source>
        <translation>这些周期现在都不能结账。</translation>
    </message>
    <message numerus="yes">
        <source>Close %n period(s)</source>
        <translation>
            <numerusform>结账 %n 个计费周期</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::CommandField</name>
    <message>
        <source>Search or run a command…</source>
        <translation>搜索或运行命令…</translation>
    </message>
    <message>
        <source>Finds pages, tokens and everything the program can do.</source>
        <translation>查找页面、令牌以及程序的所有功能。</translation>
    </message>
</context>
<context>
    <name>toll::CommandPalette</name>
    <message>
        <source>Nothing of that name.</source>
        <translation>没有匹配的内容。</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Search or run a command…</source>
        <translation>搜索或运行命令…</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>找到的命令</translation>
    </message>
</context>
<context>
    <name>toll::CompareTab</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Scenarios side by side</source>
        <translation>并列方案</translation>
    </message>
    <message>
        <source>Scenarios side by side, by customer</source>
        <translation>按客户并列方案</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>还没有可比较的方案</translation>
    </message>
    <message>
        <source>Set up a scenario and choose “Compare” beside its name. Up to six stand side by side.</source>
        <translation>设置一个方案，然后点击名称旁的“比较”。最多可并列六个。</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>By customer</source>
        <translation>按客户</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>被拒绝的请求</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>改动内容</translation>
    </message>
</context>
<context>
    <name>toll::ComparedBands</name>
    <message>
        <source>What may come, now and in the what-if</source>
        <translation>现在与假设下可能出现的结果</translation>
    </message>
    <message>
        <source>Now %1, what if %2, difference %3; medians of the same futures</source>
        <translation>现在 %1，假设 %2，差额 %3；同样未来的中位数</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>50 of 100 futures</source>
        <translation>50% 的未来</translation>
    </message>
    <message>
        <source>80 of 100</source>
        <translation>80%</translation>
    </message>
    <message>
        <source>95 of 100</source>
        <translation>95%</translation>
    </message>
    <message>
        <source>| median; the difference has a scale of its own</source>
        <translation>| 中位数；差额使用单独的刻度</translation>
    </message>
</context>
<context>
    <name>toll::Comparer</name>
    <message>
        <source>Another list took its place.</source>
        <translation>已由另一份列表取代。</translation>
    </message>
    <message numerus="yes">
        <source>Comparing %n scenario(s)</source>
        <translation>
            <numerusform>正在比较 %n 个方案</numerusform>
        </translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>完成。</translation>
    </message>
</context>
<context>
    <name>toll::ComparisonBars</name>
    <message>
        <source>Bills now and in the what-if, by customer</source>
        <translation>各客户的现有账单与假设账单</translation>
    </message>
    <message>
        <source>%1: now %2, what if %3</source>
        <translation>%1：现在 %2，假设 %3</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message numerus="yes">
        <source>%n smaller bill(s) in the table below</source>
        <translation>
            <numerusform>另有 %n 个较小的账单见下表</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::ConflictsDialog</name>
    <message>
        <source>Show &amp;decided ones too</source>
        <translation>同时显示已决定的(&amp;D)</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>These requests came twice under one id, with different content. The first counts until you decide; every decision can be taken back.</source>
        <translation>这些请求以同一编号到达两次，内容却不同。在您决定之前计入第一份；每个决定都可以撤销。</translation>
    </message>
    <message>
        <source>Nothing contradicts itself</source>
        <translation>没有互相矛盾的记录</translation>
    </message>
    <message>
        <source>When a request comes again with other content, both are shown here for you to decide which counts.</source>
        <translation>当同一请求再次到达而内容不同时，两份都会显示在这里，由您决定计入哪一份。</translation>
    </message>
    <message>
        <source>Keep the &amp;first</source>
        <translation>保留第一份(&amp;F)</translation>
    </message>
    <message>
        <source>Keep the &amp;second</source>
        <translation>保留第二份(&amp;S)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Both side by side</source>
        <translation>两份并列对照</translation>
    </message>
    <message>
        <source>%1 chosen; the one with the focus is shown. A decision is for all of them.</source>
        <translation>已选择 %1 个；显示的是当前焦点所在的一个。决定对全部所选生效。</translation>
    </message>
    <message>
        <source>Request %1</source>
        <translation>请求 %1</translation>
    </message>
    <message>
        <source>Choose at most %1 to see what a decision does to bills.</source>
        <translation>最多选择 %1 个，才能看到决定对账单的影响。</translation>
    </message>
    <message>
        <source>Working out what it does to bills…</source>
        <translation>正在计算对账单的影响…</translation>
    </message>
    <message>
        <source>If the first is kept:</source>
        <translation>如果保留第一份：</translation>
    </message>
    <message>
        <source>If the second is kept:</source>
        <translation>如果保留第二份：</translation>
    </message>
</context>
<context>
    <name>toll::CustomerField</name>
    <message>
        <source>C&amp;ustomer</source>
        <translation>客户(&amp;U)</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>New customer…</source>
        <translation>新建客户…</translation>
    </message>
    <message>
        <source>Give the customer a name.</source>
        <translation>请填写客户名称。</translation>
    </message>
    <message>
        <source>Choose a currency by its three letters, such as USD or CNY.</source>
        <translation>请选择三字母货币代码，如 USD 或 CNY。</translation>
    </message>
    <message>
        <source>Choose a time zone such as Asia/Shanghai or Europe/Berlin.</source>
        <translation>请选择时区，如 Asia/Shanghai 或 Europe/Berlin。</translation>
    </message>
</context>
<context>
    <name>toll::DashboardPage</name>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>The currency that figures and charts are shown in. Currencies are never added up.</source>
        <translation>数字和图表所用的货币。不同货币从不相加。</translation>
    </message>
    <message>
        <source>Spend this month</source>
        <translation>本月费用</translation>
    </message>
    <message>
        <source>Requests this month</source>
        <translation>本月请求</translation>
    </message>
    <message>
        <source>Response time, 95th percentile</source>
        <translation>响应时间第 95 百分位</translation>
    </message>
    <message>
        <source>Active tokens</source>
        <translation>有效令牌</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要关注</translation>
    </message>
    <message>
        <source>No usage yet</source>
        <translation>还没有用量</translation>
    </message>
    <message>
        <source>Load the requests your API has served, or look at the demo first.</source>
        <translation>导入 API 已处理的请求，或先看看演示。</translation>
    </message>
    <message>
        <source>Import usage…</source>
        <translation>导入用量…</translation>
    </message>
    <message>
        <source>New token…</source>
        <translation>新建令牌…</translation>
    </message>
    <message>
        <source>Open demo workspace</source>
        <translation>打开演示工作区</translation>
    </message>
    <message>
        <source>Nothing to bill yet</source>
        <translation>还没有可计费的内容</translation>
    </message>
    <message>
        <source>Nothing by this day of last month</source>
        <translation>上月同期没有费用</translation>
    </message>
    <message>
        <source>▼ %1 against last month</source>
        <translation>▼ 比上月 %1</translation>
    </message>
    <message>
        <source>▲ %1 against last month</source>
        <translation>▲ 比上月 %1</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>95 of 100 requests were faster</source>
        <translation>每 100 次请求中有 95 次比这更快</translation>
    </message>
    <message>
        <source>No response times known</source>
        <translation>没有响应时间数据</translation>
    </message>
    <message numerus="yes">
        <source>%n expire(s) within 7 days</source>
        <translation>
            <numerusform>%n 个将在 7 天内到期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n in all</source>
        <translation>
            <numerusform>共 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Suspend “%1”</source>
        <translation>停用“%1”</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>仪表盘</translation>
    </message>
    <message>
        <source>and %1</source>
        <comment>amounts in other currencies</comment>
        <translation>另有 %1</translation>
    </message>
</context>
<context>
    <name>toll::DataTable</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation>连同表头复制</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>还原列</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Choose which columns are shown</source>
        <translation>选择要显示的列</translation>
    </message>
</context>
<context>
    <name>toll::DimensionsDialog</name>
    <message>
        <source>Summing of usage by other dimensions</source>
        <translation>按其他维度汇总用量</translation>
    </message>
    <message>
        <source>Usage is summed by the dimensions you chose.</source>
        <translation>用量已按所选维度汇总。</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>Usage is kept as sums by token, model, status and source, and by up to four dimensions of your own. Charts and tables can be grouped by these at once; filters find events by any dimension.</source>
        <translation>用量按令牌、模型、状态和来源汇总保存，另可按最多四个自选维度汇总。图表和表格可立即按这些维度分组；筛选则可按任意维度查找用量记录。</translation>
    </message>
    <message>
        <source>Another name, such as region</source>
        <translation>其他名称，例如 region</translation>
    </message>
    <message>
        <source>Another dimension</source>
        <translation>其他维度</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Sum by these</source>
        <translation>按这些汇总(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Four at most: every dimension multiplies the sums that are kept, and with more they would be no smaller than the usage itself.</source>
        <translation>最多四个：每增加一个维度，所保存的汇总就成倍增加；再多，汇总将不比用量本身小。</translation>
    </message>
    <message>
        <source>Looking which there are…</source>
        <translation>正在查找有哪些维度…</translation>
    </message>
    <message>
        <source>No usage has a dimension yet. A column dim.NAME of a file becomes the dimension NAME.</source>
        <translation>还没有用量带有维度。文件中的 dim.NAME 列会成为维度 NAME。</translation>
    </message>
    <message>
        <source>All usage is summed anew; this can be cancelled and taken back.</source>
        <translation>全部用量将重新汇总；可以取消，也可以撤销。</translation>
    </message>
    <message>
        <source>Choose dimensions</source>
        <translation>选择维度</translation>
    </message>
</context>
<context>
    <name>toll::DraftDialog</name>
    <message>
        <source>Turn the scenario into a draft plan</source>
        <translation>把方案转为套餐草稿</translation>
    </message>
    <message>
        <source>Next version of &amp;plan</source>
        <translation>下一版本所属套餐(&amp;P)</translation>
    </message>
    <message>
        <source>Make the draft</source>
        <translation>生成草稿</translation>
    </message>
</context>
<context>
    <name>toll::EditableLabel</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit: %1</source>
        <comment>what is edited</comment>
        <translation>编辑：%1</translation>
    </message>
</context>
<context>
    <name>toll::EndAgreementDialog</name>
    <message>
        <source>End agreement: %1</source>
        <translation>终止约定：%1</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>&amp;Customer</source>
        <translation>客户(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Ends on</source>
        <translation>终止日期(&amp;E)</translation>
    </message>
    <message>
        <source>End agreement</source>
        <translation>终止约定</translation>
    </message>
    <message>
        <source>From that day on the plan&apos;s prices hold again. Until then, agreement %1 does:</source>
        <translation>自该日起恢复按套餐价格计费。在此之前，第 %1 号约定有效：</translation>
    </message>
    <message>
        <source>• %1</source>
        <translation>• %1</translation>
    </message>
    <message>
        <source>From %1 on, %2 pays what the plan says.</source>
        <translation>自 %1 起，%2 按套餐付费。</translation>
    </message>
</context>
<context>
    <name>toll::EventsPanel</name>
    <message>
        <source>Events</source>
        <translation>用量记录</translation>
    </message>
    <message>
        <source>No event fits</source>
        <translation>没有符合的记录</translation>
    </message>
    <message>
        <source>retention dropped records from %1 to %2</source>
        <translation>%1 至 %2 的记录已按保留规则清除</translation>
    </message>
    <message>
        <source>Export to %1</source>
        <translation>导出到 %1</translation>
    </message>
    <message>
        <source>The usage was rewritten meanwhile, so nothing was written. Export it again.</source>
        <translation>用量在此期间被重写，因此没有写入任何内容。请重新导出。</translation>
    </message>
    <message>
        <source>Saved as %1; events: %2</source>
        <translation>已保存为 %1；记录：%2</translation>
    </message>
    <message>
        <source>Nothing was written to %1.</source>
        <translation>未向 %1 写入任何内容。</translation>
    </message>
    <message>
        <source>Too many rows to copy: %1. Select %2 at most, or export them to a file.</source>
        <translation>要复制的行太多：%1。最多可选 %2 行，或将其导出到文件。</translation>
    </message>
    <message>
        <source>The usage was rewritten meanwhile. Select the rows again.</source>
        <translation>用量在此期间被重写。请重新选择行。</translation>
    </message>
    <message>
        <source>There are rows from 1 to %1.</source>
        <translation>行号为 1 到 %1。</translation>
    </message>
    <message>
        <source>“%1” is neither a row nor a time such as 2026-10-05T14:30.</source>
        <translation>“%1”既不是行号，也不是 2026-10-05T14:30 这样的时间。</translation>
    </message>
    <message>
        <source>Sort by time to go to a time.</source>
        <translation>要转到某个时间，请先按时间排序。</translation>
    </message>
    <message>
        <source>Headers sort. The menu of a cell filters by its value.</source>
        <translation>点击表头排序。单元格的菜单按其值筛选。</translation>
    </message>
    <message>
        <source>Go to row or time</source>
        <translation>转到行或时间</translation>
    </message>
    <message>
        <source>A row&apos;s number, or a time such as 2026-10-05 or 2026-10-05T14:30</source>
        <translation>行号，或 2026-10-05、2026-10-05T14:30 这样的时间</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stopped. These are the events as they were shown before.</source>
        <translation>已停止。显示的仍是之前的记录。</translation>
    </message>
    <message>
        <source>Sorting…</source>
        <translation>正在排序…</translation>
    </message>
    <message>
        <source>Looking through the events…</source>
        <translation>正在查找记录…</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>记录：%1</translation>
    </message>
    <message>
        <source>Events: %1, which stand for requests: %2</source>
        <translation>记录：%1，代表请求：%2</translation>
    </message>
</context>
<context>
    <name>toll::ExtendDialog</name>
    <message>
        <source>Extend</source>
        <translation>延长</translation>
    </message>
    <message>
        <source>How much longer should the current term of %1 last?</source>
        <translation>%1 的当前周期要延长多久？</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Ends now</source>
        <translation>现在到期</translation>
    </message>
    <message>
        <source>Will end</source>
        <translation>将到期于</translation>
    </message>
    <message>
        <source>What becomes of each token</source>
        <translation>各令牌的变化</translation>
    </message>
</context>
<context>
    <name>toll::FanCanvas</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 to %2.</source>
        <translation>%1 至 %2。</translation>
    </message>
    <message>
        <source>At the end: %1.</source>
        <translation>期末：%1。</translation>
    </message>
    <message>
        <source>%1 from</source>
        <translation>%1 下限</translation>
    </message>
    <message>
        <source>%1 to</source>
        <translation>%1 上限</translation>
    </message>
</context>
<context>
    <name>toll::FiguresCard</name>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>被拒绝的请求</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>toll::FileCare</name>
    <message>
        <source>Check of %1</source>
        <translation>检查 %1</translation>
    </message>
    <message>
        <source>Backup to %1</source>
        <translation>备份到 %1</translation>
    </message>
    <message>
        <source>Nothing is wrong. Records of usage read: %1</source>
        <translation>一切正常。已读取的用量记录：%1</translation>
    </message>
    <message>
        <source>Findings: %1.</source>
        <translation>发现的问题：%1。</translation>
    </message>
    <message>
        <source>The backup %1 is made, and was checked.</source>
        <translation>备份 %1 已完成并通过检查。</translation>
    </message>
    <message>
        <source>Dropping old usage records</source>
        <translation>清除旧的用量记录</translation>
    </message>
    <message>
        <source>%1 usage records were dropped. Sums and bills are as they were.</source>
        <translation>已清除 %1 条用量记录。汇总和账单不变。</translation>
    </message>
</context>
<context>
    <name>toll::FilterBar</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Currencies are never added up.</source>
        <translation>不同货币从不相加。</translation>
    </message>
    <message>
        <source>All customers</source>
        <translation>所有客户</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>所有令牌</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>by</source>
        <translation>按</translation>
    </message>
    <message>
        <source>What is counted</source>
        <translation>计量内容</translation>
    </message>
    <message>
        <source>Split by</source>
        <translation>分组依据</translation>
    </message>
    <message>
        <source>Input that was not served from a cache. Requests whose input is not known do not count.</source>
        <translation>未由缓存提供的输入。输入量未知的请求不计入。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>token and its customer</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>What customers owe: each group&apos;s share of the bills.</source>
        <translation>客户应付的金额：各组在账单中的份额。</translation>
    </message>
    <message>
        <source>What upstream providers charge, by the price lists of “plan assign --upstream”.</source>
        <translation>上游供应商收取的金额，按“plan assign --upstream”的价目表计算。</translation>
    </message>
</context>
<context>
    <name>toll::FilterField</name>
    <message>
        <source>Filter, such as model:gpt* status:&gt;=400</source>
        <translation>筛选，如 model:gpt* status:&gt;=400</translation>
    </message>
    <message>
        <source>Filter usage</source>
        <translation>筛选用量</translation>
    </message>
    <message>
        <source>What a filter can say</source>
        <translation>筛选的写法</translation>
    </message>
    <message>
        <source>What a filter can say; a click inserts the example</source>
        <translation>筛选的写法；点击即可插入示例</translation>
    </message>
    <message>
        <source>Whose and what</source>
        <translation>谁的、什么</translation>
    </message>
    <message>
        <source>usage of one customer (also owner:)</source>
        <translation>某个客户的用量（也可写 owner:）</translation>
    </message>
    <message>
        <source>one of several tokens</source>
        <translation>几个令牌之一</translation>
    </message>
    <message>
        <source>tokens with a tag</source>
        <translation>带某标签的令牌</translation>
    </message>
    <message>
        <source>priced by a plan; plan_version:Standard@2 by one version</source>
        <translation>按某套餐计价；plan_version:Standard@2 是某个版本</translation>
    </message>
    <message>
        <source>* is any run, ? one character</source>
        <translation>* 为任意多个字符，? 为一个字符</translation>
    </message>
    <message>
        <source>in quotes: just this text</source>
        <translation>加引号：正好是这段文字</translation>
    </message>
    <message>
        <source>who reported it; endpoint: id: dim.NAME: likewise</source>
        <translation>由谁上报；endpoint: id: dim.NAME: 同理</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a class of statuses; status:&quot;&quot; where there is none</source>
        <translation>一类状态码；status:&quot;&quot; 为没有状态码</translation>
    </message>
    <message>
        <source>also &gt; &lt; &lt;= and 400..499</source>
        <translation>也可用 &gt; &lt; &lt;= 和 400..499</translation>
    </message>
    <message>
        <source>milliseconds; input: cached_input: output: count: likewise</source>
        <translation>毫秒；input: cached_input: output: count: 同理</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>a day; also 2026, 2026-10, 2026-W41, 2026-10-05T14</source>
        <translation>某天；也可写 2026、2026-10、2026-W41、2026-10-05T14</translation>
    </message>
    <message>
        <source>from a day on; also START/END</source>
        <translation>从某天起；也可写 START/END</translation>
    </message>
    <message>
        <source>Mondays; &quot;Mon 14:00&quot; is one hour</source>
        <translation>每周一；&quot;Mon 14:00&quot; 是其中一小时</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>组合</translation>
    </message>
    <message>
        <source>all but these</source>
        <translation>除此之外的全部</translation>
    </message>
    <message>
        <source>any text, in token, customer, model, endpoint, id or status</source>
        <translation>任意文字，在令牌、客户、模型、端点、标识或状态码中查找</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>改用 %1</translation>
    </message>
    <message>
        <source>%1 of %2 requests</source>
        <translation>%1 / %2 个请求</translation>
    </message>
</context>
<context>
    <name>toll::FilterLine</name>
    <message>
        <source>customer:Acme -tag:test</source>
        <translation>customer:Acme -tag:test</translation>
    </message>
    <message>
        <source>Filter of tokens</source>
        <translation>令牌筛选</translation>
    </message>
    <message>
        <source>customer: token: plan: tag: and words in names, all of which must hold; a,b is one of both; * is any run; - before a term leaves out what it finds</source>
        <translation>customer: token: plan: tag: 以及名称中的词，须全部符合；a,b 为两者之一；* 代表任意字符；条件前加 - 表示排除</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>改用 %1</translation>
    </message>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%2 个令牌中的 %1 个</translation>
    </message>
</context>
<context>
    <name>toll::FolderWatch</name>
    <message>
        <source>Import from the folder %1</source>
        <translation>从文件夹 %1 导入</translation>
    </message>
</context>
<context>
    <name>toll::GoalTab</name>
    <message>
        <source>gives</source>
        <translation>得到</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>是否达到</translation>
    </message>
    <message>
        <source>All values that reach it</source>
        <translation>所有达到目标的取值</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标金额</translation>
    </message>
    <message>
        <source>What is looked for</source>
        <translation>要求解的参数</translation>
    </message>
    <message>
        <source>What is tried with it</source>
        <translation>一并尝试的参数</translation>
    </message>
    <message>
        <source>Use this value</source>
        <translation>采用此值</translation>
    </message>
    <message>
        <source>keeps the revenue of today</source>
        <translation>能保持现有收入</translation>
    </message>
    <message>
        <source>brings in</source>
        <translation>能带来</translation>
    </message>
    <message>
        <source>Sets the form to the value found</source>
        <translation>将求得的值填入表单</translation>
    </message>
    <message>
        <source>Which value</source>
        <translation>哪个取值</translation>
    </message>
    <message>
        <source>Values that reach the target</source>
        <translation>达到目标的取值</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a parameter, its value</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, with %1: %2</source>
        <comment>a parameter, its value</comment>
        <translation>，同时 %1：%2</translation>
    </message>
    <message>
        <source>%1 gives %2, to the digit.</source>
        <translation>%1 正好得到 %2。</translation>
    </message>
    <message>
        <source>Several values give %1, to the digit: %2.</source>
        <translation>多个取值正好得到 %1：%2。</translation>
    </message>
    <message>
        <source>%1 comes closest to %2: it gives %3.</source>
        <translation>%1 最接近 %2：得到 %3。</translation>
    </message>
    <message>
        <source>%1 is out of reach between these values. %2 comes closest: it gives %3.</source>
        <translation>在此范围内无法达到 %1。%2 最接近：得到 %3。</translation>
    </message>
    <message>
        <source>Use stays as it is in the scenario whatever value is tried.</source>
        <translation>无论尝试何值，用量均与方案中相同。</translation>
    </message>
    <message>
        <source>The total does not only rise or only fall: values between the 64 tried first may be missing.</source>
        <translation>合计并非单调变化：最初尝试的 64 个取值之间可能有遗漏。</translation>
    </message>
</context>
<context>
    <name>toll::GroupsPanel</name>
    <message>
        <source>Usage by group</source>
        <translation>按组的用量</translation>
    </message>
    <message>
        <source>Groups: %1. Enter or a double click shows the events of one.</source>
        <translation>共 %1 组。按回车或双击可查看该组的记录。</translation>
    </message>
    <message>
        <source>A token with several tags counts under each of them; the total counts it once.</source>
        <translation>带多个标签的令牌在每个标签下各计一次；合计只计一次。</translation>
    </message>
    <message>
        <source>Total: requests %1</source>
        <translation>合计：请求 %1</translation>
    </message>
    <message>
        <source>errors %1</source>
        <translation>错误 %1</translation>
    </message>
    <message>
        <source>charge %1</source>
        <translation>收费 %1</translation>
    </message>
    <message>
        <source>cost %1</source>
        <translation>成本 %1</translation>
    </message>
    <message>
        <source>margin %1</source>
        <translation>毛利 %1</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>Show &amp;events</source>
        <translation>查看记录(&amp;E)</translation>
    </message>
</context>
<context>
    <name>toll::HeatCanvas</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 at %2, %3</source>
        <translation>%1（位于 %2、%3）</translation>
    </message>
    <message>
        <source>%1 by %2 cells.</source>
        <translation>%1 × %2 个单元格。</translation>
    </message>
    <message>
        <source>Lowest %1; highest %2.</source>
        <translation>最低 %1；最高 %2。</translation>
    </message>
    <message>
        <source>The line is %1.</source>
        <translation>分界线为%1。</translation>
    </message>
</context>
<context>
    <name>toll::HistoryTab</name>
    <message>
        <source>by %1</source>
        <translation>由 %1</translation>
    </message>
    <message>
        <source>secret …%1</source>
        <translation>密钥 …%1</translation>
    </message>
    <message>
        <source>old secret valid until %1</source>
        <translation>旧密钥有效至 %1</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>toll::ImpactDialog</name>
    <message>
        <source>no difference</source>
        <translation>无差额</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>拟议</translation>
    </message>
    <message>
        <source>Impact of the change: %1</source>
        <translation>变更影响：%1</translation>
    </message>
    <message>
        <source>Rating the last 30 days by the plan as it is, and by the draft…</source>
        <translation>正在按现行套餐和草稿分别计算最近 30 天…</translation>
    </message>
    <message>
        <source>Impact by customer</source>
        <translation>各客户的影响</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>安排生效</translation>
    </message>
    <message>
        <source>Store plan</source>
        <translation>保存套餐</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel the preview</source>
        <translation>取消预览</translation>
    </message>
    <message>
        <source>Holds from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>&amp;Holds from</source>
        <translation>生效日期(&amp;H)</translation>
    </message>
    <message>
        <source>It has to begin after the newest version, which holds from %1.</source>
        <translation>必须晚于最新版本的生效时间（%1）。</translation>
    </message>
    <message>
        <source>Requests since then are billed anew. The day begins at midnight in %1.</source>
        <translation>自该日起的请求将重新计费。该日从 %1 的零点开始。</translation>
    </message>
    <message>
        <source>The day begins at midnight in %1. Until then the plan stays as it is.</source>
        <translation>该日从 %1 的零点开始。在此之前套餐保持不变。</translation>
    </message>
    <message>
        <source>The preview was cancelled. The draft can be stored without it.</source>
        <translation>预览已取消。不预览也可以保存草稿。</translation>
    </message>
    <message>
        <source>Nobody is on this plan, so nobody&apos;s bill changes.</source>
        <translation>没有客户使用此套餐，因此不影响任何账单。</translation>
    </message>
    <message>
        <source>Nobody is on this plan yet. Once it is stored, assign it to a customer.</source>
        <translation>还没有客户使用此套餐。保存后即可分配给客户。</translation>
    </message>
    <message>
        <source>No customers to compare</source>
        <translation>没有可比较的客户</translation>
    </message>
    <message>
        <source>%1, rated twice: by the plan in force and by the draft. %2 requests. Nothing is stored yet.</source>
        <translation>%1，按现行套餐和草稿各计算一次，共 %2 次请求。尚未保存任何内容。</translation>
    </message>
    <message>
        <source>%1 now, %2 proposed: %3</source>
        <translation>现在 %1，拟议 %2：%3</translation>
    </message>
    <message>
        <source>Version %1 of “%2” holds from %3.</source>
        <translation>“%2”的第 %1 版自 %3 起生效。</translation>
    </message>
    <message>
        <source>The plan “%1” is stored.</source>
        <translation>套餐“%1”已保存。</translation>
    </message>
</context>
<context>
    <name>toll::ImportDialog</name>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>The file %1 cannot be written. Choose another place.</source>
        <translation>无法写入文件 %1。请选择其他位置。</translation>
    </message>
    <message>
        <source>Import usage</source>
        <translation>导入用量</translation>
    </message>
    <message>
        <source>Column %1 holds no times.</source>
        <translation>列 %1 中没有时间。</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>The times count from a start that the file does not state. Choose it.</source>
        <translation>时间从文件未注明的起点算起，请选择起点。</translation>
    </message>
    <message>
        <source>Choose the column that holds the time.</source>
        <translation>请选择写有时间的列。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>First rows as they will be read</source>
        <translation>前几行将按此读取</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>No file</source>
        <translation>未选择文件</translation>
    </message>
    <message>
        <source>Choose another &amp;file…</source>
        <translation>选择其他文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Or drop a file on this window</source>
        <translation>或把文件拖到此窗口</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间格式</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>&amp;Dry run</source>
        <translation>试运行(&amp;D)</translation>
    </message>
    <message>
        <source>Reads the whole file and counts everything, but writes nothing</source>
        <translation>读取整个文件并计数，但不写入任何内容</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>The dates read both ways. Choose whether the day or the month comes first.</source>
        <translation>日期两种读法都通。请选择日在前还是月在前。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>toll::ImportReading</name>
    <message>
        <source>The first row names the col&amp;umns</source>
        <translation>首行为列名(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>编码(&amp;E)</translation>
    </message>
    <message>
        <source>Betwee&amp;n cells</source>
        <translation>单元格分隔符(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Quotes</source>
        <translation>引号(&amp;Q)</translation>
    </message>
    <message>
        <source>Num&amp;bers are written</source>
        <translation>数字写法(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Lines before the table</source>
        <translation>表格前的行数(&amp;L)</translation>
    </message>
</context>
<context>
    <name>toll::ImportResult</name>
    <message>
        <source>&amp;Save rejected rows…</source>
        <translation>保存被拒绝的行(&amp;S)…</translation>
    </message>
    <message>
        <source>The first %1 of %2 faults are listed.</source>
        <translation>列出 %2 个问题中的前 %1 个。</translation>
    </message>
    <message>
        <source>Save rejected rows</source>
        <translation>保存被拒绝的行</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
</context>
<context>
    <name>toll::ImportTarget</name>
    <message>
        <source>All rows belong to the &amp;token</source>
        <translation>所有行都属于此令牌(&amp;T)</translation>
    </message>
    <message>
        <source>The token is &amp;named in the column</source>
        <translation>令牌写在此列中(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Make missing tokens, for the customer</source>
        <translation>为此客户创建缺失的令牌(&amp;M)</translation>
    </message>
    <message>
        <source>They are made with rate 0 and without a cap, so that nothing is billed by surprise.</source>
        <translation>创建时费率为 0 且没有上限，不会产生意外费用。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>token and its customer</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Token of all rows</source>
        <translation>所有行的令牌</translation>
    </message>
    <message>
        <source>Column that names the token</source>
        <translation>写有令牌的列</translation>
    </message>
    <message>
        <source>Customer of new tokens</source>
        <translation>新令牌的客户</translation>
    </message>
    <message>
        <source>Choose the token that the rows belong to.</source>
        <translation>请选择这些行所属的令牌。</translation>
    </message>
    <message>
        <source>Choose the column that names the token.</source>
        <translation>请选择写有令牌的列。</translation>
    </message>
</context>
<context>
    <name>toll::ImportTimes</name>
    <message>
        <source>Their time &amp;zone</source>
        <translation>时区(&amp;Z)</translation>
    </message>
    <message>
        <source>Counted &amp;from (UTC)</source>
        <translation>起算时间（UTC）(&amp;F)</translation>
    </message>
    <message>
        <source>Ti&amp;mes are</source>
        <translation>时间格式(&amp;M)</translation>
    </message>
    <message>
        <source>To be chosen</source>
        <translation>待选择</translation>
    </message>
</context>
<context>
    <name>toll::InlineBanner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>toll::JsonTab</name>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>The plan as a plan file</source>
        <translation>以套餐文件形式显示的套餐</translation>
    </message>
    <message>
        <source>A plan file is an object: { … }</source>
        <translation>套餐文件是一个对象：{ … }</translation>
    </message>
</context>
<context>
    <name>toll::KpiCard</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
</context>
<context>
    <name>toll::LateTab</name>
    <message>
        <source>Usage that comes for a closed &amp;period</source>
        <translation>已结账周期的迟到用量(&amp;P)</translation>
    </message>
    <message>
        <source>Late usage and usage from the future</source>
        <translation>迟到的用量和来自未来的用量</translation>
    </message>
    <message>
        <source>All usage came in its time</source>
        <translation>所有用量都按时到达</translation>
    </message>
    <message>
        <source>Usage of periods that were closed by then is listed here, and usage dated later than it arrived.</source>
        <translation>到达时所属周期已结账的用量，以及日期晚于到达时间的用量，会列在这里。</translation>
    </message>
    <message>
        <source>(nobody has chosen yet)</source>
        <translation>（尚未有人选择）</translation>
    </message>
</context>
<context>
    <name>toll::LegendModel</name>
    <message>
        <source>shown</source>
        <translation>显示中</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
</context>
<context>
    <name>toll::LegendTable</name>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>toll::MainWindow</name>
    <message>
        <source>Done: %1</source>
        <translation>完成：%1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>time zone · currency</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Times are shown in the zone %1. New customers are billed in %2.</source>
        <translation>时间以时区 %1 显示。新客户以 %2 计费。</translation>
    </message>
    <message>
        <source>%1 It is open for reading only.</source>
        <translation>%1 目前以只读方式打开。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>You are exploring demo data. Nothing here is real, and you can change anything.</source>
        <translation>你正在浏览演示数据。这里的一切都不是真的，可以随意修改。</translation>
    </message>
    <message>
        <source>Create my workspace</source>
        <translation>创建我的工作区</translation>
    </message>
    <message>
        <source>Import CSV…</source>
        <translation>导入 CSV…</translation>
    </message>
    <message>
        <source>The file %1 was left as it is; nothing was deleted.</source>
        <translation>文件 %1 保持原样，没有删除任何内容。</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>%1 — %2 (demo)</source>
        <translation>%1 — %2（演示）</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <source>Workspaces (*.toll);;All files (*)</source>
        <translation>工作区 (*.toll);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Back up the workspace</source>
        <translation>备份工作区</translation>
    </message>
</context>
<context>
    <name>toll::MappingTable</name>
    <message>
        <source>Column of the file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Is read as</source>
        <translation>读取为</translation>
    </message>
    <message>
        <source>Columns of the file and what they are read as</source>
        <translation>文件的列及其读取方式</translation>
    </message>
    <message>
        <source>What column %1 is read as</source>
        <translation>列 %1 读取为</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>不使用</translation>
    </message>
</context>
<context>
    <name>toll::MarginTab</name>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>毛利</translation>
    </message>
    <message>
        <source>What is left once providers are paid</source>
        <translation>付给供应商之后的剩余</translation>
    </message>
    <message>
        <source>No price list of a provider is stated, so nothing is known of costs. “Plans &amp; rates”, Provider prices, states one.</source>
        <translation>尚未登记供应商价格，因此成本未知。可在“套餐与费率”的“供应商价格”中登记。</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>Providers are paid</source>
        <translation>付给供应商</translation>
    </message>
    <message>
        <source>What is left: %1 now, %2 in the what-if.</source>
        <translation>剩余：现在 %1，假设下 %2。</translation>
    </message>
    <message>
        <source>Some costs have no exchange rate and are not in it.</source>
        <translation>部分成本没有汇率，未计入。</translation>
    </message>
</context>
<context>
    <name>toll::MoreInputs</name>
    <message>
        <source>Rate over the cap</source>
        <translation>超限费率</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Minimum a period</source>
        <translation>每期最低金额</translation>
    </message>
    <message>
        <source>Maximum a period</source>
        <translation>每期最高金额</translation>
    </message>
    <message>
        <source>Elasticity of demand</source>
        <translation>需求弹性</translation>
    </message>
    <message>
        <source>Customers who leave, in %</source>
        <translation>离开的客户（%）</translation>
    </message>
    <message>
        <source>Its use, in % of theirs</source>
        <translation>其用量占对方的百分比</translation>
    </message>
    <message>
        <source>What providers charge, in % of today</source>
        <translation>供应商收费占现价的百分比</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Plans, discounts, demand, and what is assumed of customers and times</source>
        <translation>套餐、折扣、需求，以及对客户和时间的假设</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>A new customer like</source>
        <translation>新客户类似于</translation>
    </message>
    <message>
        <source>Seed that decides who leaves</source>
        <translation>决定谁离开的种子</translation>
    </message>
    <message>
        <source>The same seed, the same customers</source>
        <translation>种子相同，离开的客户相同</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Everything happens later by</source>
        <translation>一切推迟</translation>
    </message>
    <message>
        <source>In quarters of an hour; below zero for earlier</source>
        <translation>以一刻钟为单位；负数表示提前</translation>
    </message>
    <message>
        <source>none</source>
        <comment>discount</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>0: demand stays</source>
        <translation>0：需求不变</translation>
    </message>
    <message>
        <source>Requests are multiplied by (new rate / old rate) to this power: below zero, dearer means less use.</source>
        <translation>请求数乘以（新费率 / 旧费率）的此次方：小于零时，越贵用得越少。</translation>
    </message>
    <message>
        <source>none leave</source>
        <translation>无人离开</translation>
    </message>
    <message>
        <source>Discount, %</source>
        <translation>折扣（%）</translation>
    </message>
    <message>
        <source>Assumed of demand, customers and times:</source>
        <translation>对需求、客户和时间的假设：</translation>
    </message>
    <message>
        <source>Customers who leave, %</source>
        <translation>离开的客户（%）</translation>
    </message>
    <message>
        <source>… chosen by seed</source>
        <translation>… 由种子选定</translation>
    </message>
    <message>
        <source>Everything later by</source>
        <translation>一切推迟</translation>
    </message>
    <message>
        <source>… with a use of, %</source>
        <translation>… 用量占比（%）</translation>
    </message>
    <message>
        <source>Providers charge, %</source>
        <translation>供应商收费（%）</translation>
    </message>
    <message>
        <source>Keep their plans</source>
        <translation>保留原套餐</translation>
    </message>
    <message>
        <source>%1 (as kept)</source>
        <translation>%1（保存时的版本）</translation>
    </message>
    <message>
        <source>nobody</source>
        <comment>a new customer like</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>New: like %1</source>
        <translation>新客户：类似 %1</translation>
    </message>
</context>
<context>
    <name>toll::MoversTab</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>There is no percentage of a bill of zero.</source>
        <translation>账单为零，没有百分比。</translation>
    </message>
    <message>
        <source>Movers</source>
        <translation>变动者</translation>
    </message>
    <message>
        <source>Percentages by which customers are counted, such as 5, 20</source>
        <translation>用于统计客户的百分比，如 5, 20</translation>
    </message>
    <message>
        <source>Count moves over, %</source>
        <translation>统计变动超过（%）</translation>
    </message>
    <message>
        <source>Customers whose bills move</source>
        <translation>账单变动的客户</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Enter percentages such as 5, 20.</source>
        <translation>请输入百分比，如 5, 20。</translation>
    </message>
    <message>
        <source>Pay more</source>
        <translation>付得更多</translation>
    </message>
    <message>
        <source>Pay less</source>
        <translation>付得更少</translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) pay more</source>
        <translation>
            <numerusform>%n 位客户付得更多</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pay(s) less</source>
        <translation>
            <numerusform>%n 位付得更少</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pay(s) the same</source>
        <translation>
            <numerusform>%n 位不变</numerusform>
        </translation>
    </message>
    <message>
        <source>Over %1%: %2 pay more, %3 pay less.</source>
        <translation>超过 %1%：%2 位付得更多，%3 位付得更少。</translation>
    </message>
    <message numerus="yes">
        <source>%n of them paid nothing before.</source>
        <translation>
            <numerusform>其中 %n 位此前没有付费。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2, %3.</source>
        <comment>how many customers pay more, less, the same</comment>
        <translation>%1，%2，%3。</translation>
    </message>
</context>
<context>
    <name>toll::NameDialog</name>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>请输入名称。</translation>
    </message>
</context>
<context>
    <name>toll::Navigation</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1（Ctrl+%2）</translation>
    </message>
</context>
<context>
    <name>toll::NewPlanDialog</name>
    <message>
        <source>• %1: %2</source>
        <comment>meter and price</comment>
        <translation>• %1：%2</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>新建套餐</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>What to begin with</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>One flat price on requests.</source>
        <translation>请求统一定价。</translation>
    </message>
    <message>
        <source>My plan</source>
        <translation>我的套餐</translation>
    </message>
    <message>
        <source>It begins in %1 with these numbers. Everything can be changed before it is stored.</source>
        <translation>以 %1 和这些数字开始，保存前均可修改。</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>There is a plan of this name already.</source>
        <translation>已有同名套餐。</translation>
    </message>
</context>
<context>
    <name>toll::NewTokenDialog</name>
    <message>
        <source>New token</source>
        <translation>新建令牌</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>What it comes to</source>
        <translation>计费结果</translation>
    </message>
</context>
<context>
    <name>toll::NewWorkspaceDialog</name>
    <message>
        <source>My workspace</source>
        <translation>我的工作区</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>新建工作区</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Currency</source>
        <translation>货币(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Time zone</source>
        <translation>时区(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Workspaces (*.toll)</source>
        <translation>工作区 (*.toll)</translation>
    </message>
    <message>
        <source>Give the workspace a name.</source>
        <translation>请填写工作区名称。</translation>
    </message>
    <message>
        <source>Choose a currency by its three letters, such as USD or CNY.</source>
        <translation>请选择三字母货币代码，如 USD 或 CNY。</translation>
    </message>
    <message>
        <source>Choose a time zone such as Asia/Shanghai or Europe/Berlin.</source>
        <translation>请选择时区，如 Asia/Shanghai 或 Europe/Berlin。</translation>
    </message>
    <message>
        <source>Say where the file is to be kept.</source>
        <translation>请指定文件的保存位置。</translation>
    </message>
    <message>
        <source>There is a file of that name already. Choose another.</source>
        <translation>已有同名文件，请换一个名称。</translation>
    </message>
</context>
<context>
    <name>toll::NumberEdit</name>
    <message>
        <source>Enter a number such as %1.</source>
        <translation>请输入数字，例如 %1。</translation>
    </message>
</context>
<context>
    <name>toll::OutcomeView</name>
    <message>
        <source>Difference by customer</source>
        <translation>各客户的差额</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
</context>
<context>
    <name>toll::OutlookTab</name>
    <message>
        <source>Outlook</source>
        <translation>展望</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>tokens are busy together</source>
        <translation>令牌同时繁忙</translation>
    </message>
    <message>
        <source>none</source>
        <comment>budget</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>blocks of the history</source>
        <translation>历史片段</translation>
    </message>
    <message>
        <source>the distribution fitted to it</source>
        <translation>拟合历史的分布</translation>
    </message>
    <message>
        <source>Days on which all were busy stay such days. Of blocks of the history only.</source>
        <translation>所有令牌都繁忙的日子保持如此。仅用于历史片段。</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Drawn from</source>
        <translation>抽取自</translation>
    </message>
    <message>
        <source>What the whole time comes to</source>
        <translation>全期合计</translation>
    </message>
    <message>
        <source>What may come, by day</source>
        <translation>按日展望</translation>
    </message>
    <message>
        <source>Tokens of the outlook</source>
        <translation>展望中的令牌</translation>
    </message>
    <message>
        <source>How the figures settle with more runs</source>
        <translation>数值如何随次数收敛</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>按日</translation>
    </message>
    <message>
        <source>By token</source>
        <translation>按令牌</translation>
    </message>
    <message>
        <source>Convergence</source>
        <translation>收敛</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>50 of 100 futures lie between</source>
        <translation>50% 的未来介于</translation>
    </message>
    <message>
        <source>80 of 100 futures lie between</source>
        <translation>80% 的未来介于</translation>
    </message>
    <message>
        <source>95 of 100 futures lie between</source>
        <translation>95% 的未来介于</translation>
    </message>
    <message>
        <source>95 of 100 futures stay below (value at risk)</source>
        <translation>95% 的未来不超过（风险值）</translation>
    </message>
    <message>
        <source>99 of 100 futures stay below</source>
        <translation>99% 的未来不超过</translation>
    </message>
    <message>
        <source>There is too little history to say anything of what may come.</source>
        <translation>历史太短，无法推断未来。</translation>
    </message>
    <message>
        <source>Until %1 it comes to %2 (80 of 100 futures: %3 to %4).</source>
        <translation>到 %1 为止合计 %2（80% 的未来：%3 至 %4）。</translation>
    </message>
    <message>
        <source>It is over the budget of %1 in %2% of the futures.</source>
        <translation>在 %2% 的未来中会超出预算 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) are in none of these figures; “By token” says why.</source>
        <translation>
            <numerusform>有 %n 个令牌未计入这些数值；“按令牌”说明原因。</numerusform>
        </translation>
    </message>
    <message>
        <source>Outlook: %1 futures, seed %2, drawn from %3; the same seed gives the same figures on every machine. The bands say how chance alone moves the total; traffic that grows or shrinks is not covered by them.</source>
        <translation>展望：%1 个未来，种子 %2，抽取自%3；种子相同，在任何机器上结果都相同。区间只反映偶然波动；流量的增长或萎缩不在其中。</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Day&apos;s median</source>
        <translation>当日中位数</translation>
    </message>
    <message>
        <source>80%: from</source>
        <translation>80%：从</translation>
    </message>
    <message>
        <source>80%: to</source>
        <translation>80%：至</translation>
    </message>
    <message>
        <source>By then, median</source>
        <translation>累计中位数</translation>
    </message>
    <message>
        <source>Over budget</source>
        <translation>超出预算</translation>
    </message>
    <message>
        <source>Between these the true figure lies in 95 of 100 cases</source>
        <translation>100 次中有 95 次，真实数值落在两者之间</translation>
    </message>
    <message>
        <source>Value at risk, 95%</source>
        <translation>风险值，95%</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Comes to, on average</source>
        <translation>平均金额</translation>
    </message>
    <message>
        <source>C·T used up by</source>
        <translation>C·T 用尽日期</translation>
    </message>
    <message>
        <source>Left out because</source>
        <translation>未计入的原因</translation>
    </message>
    <message>
        <source>50 %</source>
        <translation>50%</translation>
    </message>
    <message>
        <source>80 %</source>
        <translation>80%</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95%</translation>
    </message>
    <message>
        <source>What each day costs</source>
        <translation>每天的费用</translation>
    </message>
    <message>
        <source>Billed so far</source>
        <translation>已计费</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>day by day</source>
        <translation>逐日</translation>
    </message>
    <message>
        <source>added up from today</source>
        <translation>自今天起累计</translation>
    </message>
    <message>
        <source>What each day costs, before and after today; or what all days from today on come to, with the budget</source>
        <translation>今天前后每天的费用；或自今天起各天累计的费用与预算</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) without any usage were left out.</source>
        <translation>
            <numerusform>有 %n 天完全没有用量，未计入。</numerusform>
        </translation>
    </message>
    <message>
        <source>The same futures</source>
        <translation>同样的未来</translation>
    </message>
    <message>
        <source>95%: from</source>
        <translation>95%：从</translation>
    </message>
    <message>
        <source>95%: to</source>
        <translation>95%：至</translation>
    </message>
    <message>
        <source>beside today&apos;s prices, on the same futures</source>
        <translation>与现行价格对照（同样的未来）</translation>
    </message>
    <message>
        <source>The forecast as baseline: every future is billed as it is priced now and under the scenario, so that the band of the difference is that of the prices alone</source>
        <translation>以预测为基准：每种未来都按现行价格和情景各计费一次，因此差额的区间只反映价格的影响</translation>
    </message>
    <message>
        <source>Now and what if, on the same futures</source>
        <translation>同样未来下的现在与假设</translation>
    </message>
    <message>
        <source>Now and what if</source>
        <translation>现在与假设</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>On the same futures the scenario makes a difference of %1 (80 of 100: %2 to %3): dearer in %4% of them, cheaper in %5%.</source>
        <translation>在同样的未来下，情景带来 %1 的差额（80% 的未来：%2 至 %3）：其中 %4% 更贵，%5% 更便宜。</translation>
    </message>
</context>
<context>
    <name>toll::ParameterRange</name>
    <message>
        <source>%1: from</source>
        <translation>%1：从</translation>
    </message>
    <message>
        <source>%1: to</source>
        <translation>%1：至</translation>
    </message>
    <message>
        <source>%1: in steps of</source>
        <translation>%1：步长</translation>
    </message>
    <message>
        <source>and nothing else</source>
        <translation>没有其他参数</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>in steps of</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Cap a day</source>
        <translation>每日上限</translation>
    </message>
    <message>
        <source>Cap a month</source>
        <translation>每月上限</translation>
    </message>
    <message>
        <source>Lifetime in days</source>
        <translation>有效期（天）</translation>
    </message>
</context>
<context>
    <name>toll::PeriodPicker</name>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>最近 90 天</translation>
    </message>
    <message>
        <source>This month so far</source>
        <translation>本月至今</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>Custom range…</source>
        <translation>自定义范围…</translation>
    </message>
    <message>
        <source>Previous period</source>
        <translation>上一期间</translation>
    </message>
    <message>
        <source>Next period</source>
        <translation>下一期间</translation>
    </message>
    <message>
        <source>Period: %1</source>
        <translation>期间：%1</translation>
    </message>
    <message>
        <source>Custom range</source>
        <translation>自定义范围</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To, this day included</source>
        <translation>到（含当天）(&amp;T)</translation>
    </message>
    <message>
        <source>All usage</source>
        <translation>全部用量</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>period and its days</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Days are those of the time zone %1.</source>
        <translation>日期按时区 %1 计算。</translation>
    </message>
    <message>
        <source>Time zone: %1</source>
        <translation>时区：%1</translation>
    </message>
</context>
<context>
    <name>toll::PeriodsPage</name>
    <message>
        <source>Close periods…</source>
        <translation>结账…</translation>
    </message>
    <message>
        <source>Periods</source>
        <translation>计费周期</translation>
    </message>
    <message>
        <source>Late and early usage</source>
        <translation>迟到与超前的用量</translation>
    </message>
    <message>
        <source>Billing periods</source>
        <translation>计费周期</translation>
    </message>
    <message>
        <source>P&amp;eriods</source>
        <translation>计费周期(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Close periods…</source>
        <translation>结账(&amp;C)…</translation>
    </message>
    <message>
        <source>Shows what would be frozen of the chosen periods, or of all that are over, and closes them.</source>
        <translation>显示所选周期（或所有已结束的周期）将被固定的内容，然后结账。</translation>
    </message>
    <message>
        <source>&amp;Open again…</source>
        <translation>重新打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Opens a customer&apos;s last closed period again.</source>
        <translation>重新打开客户最后一个已结账的周期。</translation>
    </message>
    <message>
        <source>Show &amp;usage</source>
        <translation>显示用量(&amp;U)</translation>
    </message>
    <message>
        <source>Shows the usage of this customer in this period.</source>
        <translation>显示此客户在该周期内的用量。</translation>
    </message>
    <message>
        <source>Export pe&amp;riods…</source>
        <translation>导出计费周期(&amp;R)…</translation>
    </message>
    <message>
        <source>Writes the periods shown to a CSV file.</source>
        <translation>把所示周期写入 CSV 文件。</translation>
    </message>
    <message>
        <source>Nothing to bill yet</source>
        <translation>还没有可计费的内容</translation>
    </message>
    <message>
        <source>As soon as a customer has a token, its billing periods are listed here to be closed once they are over.</source>
        <translation>客户一旦有了令牌，其计费周期就会列在这里，结束后即可结账。</translation>
    </message>
    <message>
        <source>No period is in this state</source>
        <translation>没有处于此状态的周期</translation>
    </message>
    <message>
        <source>Late and early usage (%1)</source>
        <translation>迟到与超前的用量（%1）</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>To be closed</source>
        <translation>待结账</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结账</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>已重新打开</translation>
    </message>
    <message>
        <source>No period that is over is open.</source>
        <translation>没有已结束而未结账的周期。</translation>
    </message>
    <message>
        <source>Export periods</source>
        <translation>导出计费周期</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>The file %1 cannot be written. Choose another place.</source>
        <translation>无法写入文件 %1。请选择其他位置。</translation>
    </message>
</context>
<context>
    <name>toll::PlanEditor</name>
    <message>
        <source>There are no rows on the clipboard. Copy the columns “up to” and “rate” in a spreadsheet first.</source>
        <translation>剪贴板中没有数据行。请先在电子表格中复制“至”和“费率”两列。</translation>
    </message>
    <message>
        <source>edit of the plan file</source>
        <translation>编辑套餐文件</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>This plan is built in: every token at its own rate, cap and lifetime. Make a plan of your own to charge otherwise.</source>
        <translation>这是内置套餐：每个令牌按各自的费率、上限和有效期计费。如需其他计费方式，请新建套餐。</translation>
    </message>
    <message numerus="yes">
        <source>%n values have to be corrected. %1: %2</source>
        <translation>
            <numerusform>有 %n 个值需要更正。%1：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Shown once the values of this charge can be read.</source>
        <translation>此收费项的值正确后显示。</translation>
    </message>
    <message>
        <source>new charge</source>
        <translation>新增收费项</translation>
    </message>
    <message>
        <source>A plan has at least one charge.</source>
        <translation>套餐至少要有一个收费项。</translation>
    </message>
    <message>
        <source>removal of %1</source>
        <translation>移除%1</translation>
    </message>
    <message>
        <source>This charge has no tiers. Choose “%1” or “%2” as its kind of price first.</source>
        <translation>此收费项没有阶梯。请先将价格类型设为“%1”或“%2”。</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>收费项</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>计量项</translation>
    </message>
    <message>
        <source>Kind of price</source>
        <translation>价格类型</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Charges</source>
        <translation>收费项</translation>
    </message>
    <message>
        <source>Add charge</source>
        <translation>添加收费项</translation>
    </message>
    <message>
        <source>Remove charge</source>
        <translation>移除收费项</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（未命名）</translation>
    </message>
    <message>
        <source>A new plan. Nothing is stored yet.</source>
        <translation>新套餐，尚未保存。</translation>
    </message>
    <message>
        <source>Version %1 in force</source>
        <translation>第 %1 版生效中</translation>
    </message>
    <message>
        <source>Version %1 in force since %2</source>
        <translation>第 %1 版自 %2 起生效</translation>
    </message>
    <message>
        <source>version %1 from %2</source>
        <translation>第 %1 版将于 %2 生效</translation>
    </message>
    <message numerus="yes">
        <source>%n customers</source>
        <translation>
            <numerusform>%n 个客户</numerusform>
        </translation>
    </message>
    <message>
        <source>a draft, not stored</source>
        <translation>有草稿，未保存</translation>
    </message>
    <message>
        <source>Add a charge: a price on a meter</source>
        <translation>添加收费项：为某个计量项定价</translation>
    </message>
    <message>
        <source>Remove the selected charge</source>
        <translation>移除所选收费项</translation>
    </message>
    <message>
        <source>Agreements</source>
        <translation>约定</translation>
    </message>
</context>
<context>
    <name>toll::PlanList</name>
    <message>
        <source>Plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>%1: has a draft</source>
        <translation>%1：有草稿</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>套餐</translation>
    </message>
</context>
<context>
    <name>toll::PlansPage</name>
    <message>
        <source>Plans &amp; rates</source>
        <translation>套餐与费率</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>套餐(&amp;P)</translation>
    </message>
    <message>
        <source>New p&amp;lan…</source>
        <translation>新建套餐(&amp;L)…</translation>
    </message>
    <message>
        <source>Begins a plan from a template or from nothing.</source>
        <translation>从模板或空白开始新建套餐。</translation>
    </message>
    <message>
        <source>&amp;Import plan…</source>
        <translation>导入套餐(&amp;I)…</translation>
    </message>
    <message>
        <source>Reads a plan file as a draft.</source>
        <translation>将套餐文件读为草稿。</translation>
    </message>
    <message>
        <source>&amp;Discard draft</source>
        <translation>放弃草稿(&amp;D)</translation>
    </message>
    <message>
        <source>Forgets what has not been stored of this plan.</source>
        <translation>放弃此套餐尚未保存的内容。</translation>
    </message>
    <message>
        <source>Assign to &amp;customer…</source>
        <translation>分配给客户(&amp;C)…</translation>
    </message>
    <message>
        <source>Prices a customer&apos;s use by this plan.</source>
        <translation>按此套餐为客户的用量计价。</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>复制为新套餐(&amp;U)</translation>
    </message>
    <message>
        <source>Begins a new plan that is like this one.</source>
        <translation>以此套餐为起点新建套餐。</translation>
    </message>
    <message>
        <source>&amp;Preview impact…</source>
        <translation>预览影响(&amp;P)…</translation>
    </message>
    <message>
        <source>Rates the last 30 days by the draft, and schedules it.</source>
        <translation>按草稿计算最近 30 天，并安排其生效。</translation>
    </message>
    <message>
        <source>&amp;Add charge</source>
        <translation>添加收费项(&amp;A)</translation>
    </message>
    <message>
        <source>Adds a price on a meter to this plan.</source>
        <translation>为此套餐的某个计量项添加价格。</translation>
    </message>
    <message>
        <source>Pa&amp;ste tiers</source>
        <translation>粘贴阶梯(&amp;S)</translation>
    </message>
    <message>
        <source>Takes tiers that were copied in a spreadsheet into the chosen charge.</source>
        <translation>将电子表格中复制的阶梯粘贴到所选收费项。</translation>
    </message>
    <message>
        <source>&amp;Export plan…</source>
        <translation>导出套餐(&amp;E)…</translation>
    </message>
    <message>
        <source>Writes this plan, or its draft, to a plan file.</source>
        <translation>将此套餐或其草稿写入套餐文件。</translation>
    </message>
    <message>
        <source>No plan of your own yet</source>
        <translation>还没有自己的套餐</translation>
    </message>
    <message>
        <source>A plan says what use costs, version by version. Until a customer has one, every token is billed at its own rate, cap and lifetime. Begin with one of these:</source>
        <translation>套餐规定用量的价格，并逐版保存。在客户有套餐之前，每个令牌按各自的费率、上限和有效期计费。可从以下模板开始：</translation>
    </message>
    <message>
        <source>All templates…</source>
        <translation>所有模板…</translation>
    </message>
    <message>
        <source>new plan</source>
        <translation>新建套餐</translation>
    </message>
    <message>
        <source>duplicate of %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Import a plan</source>
        <translation>导入套餐</translation>
    </message>
    <message>
        <source>Plan files (*.json);;All files (*)</source>
        <translation>套餐文件 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2</source>
        <translation>无法读取文件 %1：%2</translation>
    </message>
    <message>
        <source>The file %1 is no plan file.</source>
        <translation>文件 %1 不是套餐文件。</translation>
    </message>
    <message>
        <source>import of a plan</source>
        <translation>导入套餐</translation>
    </message>
    <message>
        <source>Export a plan</source>
        <translation>导出套餐</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>已导出到 %1。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
    <message>
        <source>The plan “%1” is assigned.</source>
        <translation>套餐“%1”已分配。</translation>
    </message>
    <message>
        <source>discarding of a draft</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>New plan…</source>
        <translation>新建套餐…</translation>
    </message>
    <message>
        <source>&amp;Terms for a customer…</source>
        <translation>客户专属条款(&amp;T)…</translation>
    </message>
    <message>
        <source>Agrees with one customer on prices of its own.</source>
        <translation>与某个客户约定专属价格。</translation>
    </message>
    <message>
        <source>End a&amp;greement…</source>
        <translation>终止约定(&amp;G)…</translation>
    </message>
    <message>
        <source>Lets a customer pay what the plan says again.</source>
        <translation>让客户恢复按套餐付费。</translation>
    </message>
    <message>
        <source>E&amp;xchange rates…</source>
        <translation>汇率(&amp;X)…</translation>
    </message>
    <message>
        <source>States what one currency costs in another, for customers of another currency than their plan&apos;s.</source>
        <translation>声明一种货币兑另一种货币的汇率，用于货币与套餐不同的客户。</translation>
    </message>
    <message>
        <source>Pro&amp;vider prices…</source>
        <translation>供应商价格(&amp;V)…</translation>
    </message>
    <message>
        <source>States by which plans upstream providers charge, so that usage shows cost and margin.</source>
        <translation>说明上游供应商按哪些套餐收费，从而在用量中显示成本和毛利。</translation>
    </message>
</context>
<context>
    <name>toll::PriceForm</name>
    <message>
        <source>Renew &amp;automatically</source>
        <translation>自动续期(&amp;A)</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>费率</translation>
    </message>
    <message>
        <source>&amp;Rate</source>
        <translation>费率(&amp;R)</translation>
    </message>
    <message>
        <source>Lifetime</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Cap</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Window of the cap</source>
        <translation>上限的窗口</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>每分钟</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>N&amp;o cap</source>
        <translation>无上限(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Cap</source>
        <translation>上限(&amp;C)</translation>
    </message>
    <message>
        <source>The whole term</source>
        <translation>整个周期</translation>
    </message>
    <message>
        <source>Each window by itself</source>
        <translation>每个窗口单独计算</translation>
    </message>
    <message>
        <source>Serve it free</source>
        <translation>免费提供</translation>
    </message>
    <message>
        <source>Charge it</source>
        <translation>收费</translation>
    </message>
    <message>
        <source>Refuse it</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Same as the rate</source>
        <translation>与费率相同</translation>
    </message>
    <message>
        <source>Cap &amp;holds for</source>
        <translation>上限针对(&amp;H)</translation>
    </message>
    <message>
        <source>O&amp;ver the cap</source>
        <translation>超出上限时(&amp;V)</translation>
    </message>
    <message>
        <source>Overage ra&amp;te</source>
        <translation>超额费率(&amp;T)</translation>
    </message>
    <message>
        <source>Example: 10 a minute for 2 minutes at 0.02, with 18 requests in the first minute and 2 in the second, bills 20 (0.40) over the whole term and 12 (0.24) window by window.</source>
        <translation>示例：上限每分钟 10 次，有效期 2 分钟，费率 0.02，第一分钟 18 次请求，第二分钟 2 次：按整个周期计费 20 次（0.40），按窗口计费 12 次（0.24）。</translation>
    </message>
    <message>
        <source>Quiet windows make room for busy ones: the caps of all windows count as one.</source>
        <translation>空闲窗口为繁忙窗口腾出余量：所有窗口的上限合并计算。</translation>
    </message>
    <message>
        <source>Whatever a window has over its cap is not billed, however quiet the rest.</source>
        <translation>任何窗口超出其上限的部分都不计费，不论其他窗口多么空闲。</translation>
    </message>
    <message>
        <source>%1 a request</source>
        <translation>每次请求 %1</translation>
    </message>
    <message>
        <source>Type a number with a point, such as 0.02.</source>
        <translation>请输入带小数点的数字，如 0.02。</translation>
    </message>
    <message>
        <source>A rate cannot be negative.</source>
        <translation>费率不能为负。</translation>
    </message>
    <message>
        <source>A rate has at most 12 decimals.</source>
        <translation>费率最多 12 位小数。</translation>
    </message>
    <message>
        <source>Type a whole number such as 200, or choose “No cap”.</source>
        <translation>请输入整数，如 200，或选择“无上限”。</translation>
    </message>
</context>
<context>
    <name>toll::PriceView</name>
    <message>
        <source>Quantity of the example</source>
        <translation>示例数量</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>A whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>Each token has its own rate, cap and lifetime here.</source>
        <translation>这里每个令牌有各自的费率、上限和有效期。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>amount and currency</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>A whole period costs %1</source>
        <translation>一个完整周期收费 %1</translation>
    </message>
    <message>
        <source>%1 cost %2</source>
        <translation>%1收费 %2</translation>
    </message>
    <message>
        <source>Of this charge alone, before hours, load, discounts, limits and tax</source>
        <translation>仅此收费项，未计时段、负载、折扣、限额和税</translation>
    </message>
    <message>
        <source>Cost by quantity</source>
        <translation>各数量的费用</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Rate by quantity</source>
        <translation>各数量的费率</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>费率</translation>
    </message>
    <message>
        <source>%1 costs %2</source>
        <translation>%1收费 %2</translation>
    </message>
</context>
<context>
    <name>toll::QuantityField</name>
    <message>
        <source>%1: unit</source>
        <translation>%1：单位</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Back to what it is today: %1</source>
        <translation>恢复为现在的值：%1</translation>
    </message>
</context>
<context>
    <name>toll::RatesDialog</name>
    <message>
        <source>Currencies</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>currencies</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>From</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>汇率</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Exchange rates</source>
        <translation>汇率</translation>
    </message>
    <message>
        <source>A customer whose currency is not the plan&apos;s sees the total converted once, at the last rate stated for the period&apos;s last day or before. A stated rate is never changed.</source>
        <translation>货币与套餐不同的客户，其总额按账期最后一天或之前最近声明的汇率一次性换算。已声明的汇率不会更改。</translation>
    </message>
    <message>
        <source>State rate</source>
        <translation>声明汇率</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stated exchange rates</source>
        <translation>已声明的汇率</translation>
    </message>
    <message>
        <source>No rate is stated yet</source>
        <translation>尚未声明汇率</translation>
    </message>
    <message>
        <source>Without one, bills in another currency say that a rate is missing.</source>
        <translation>没有汇率时，其他货币的账单会注明缺少汇率。</translation>
    </message>
    <message>
        <source>such as ECB; printed on bills</source>
        <translation>例如 ECB；会印在账单上</translation>
    </message>
    <message>
        <source>&amp;Currency</source>
        <translation>货币(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Rate</source>
        <translation>汇率(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;In currency</source>
        <translation>兑换货币(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Holds from</source>
        <translation>生效日期(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>来源(&amp;S)</translation>
    </message>
    <message>
        <source>1 %1 = %2 %3</source>
        <translation>1 %1 = %2 %3</translation>
    </message>
    <message>
        <source>One %1 costs %2 %3 from %4.</source>
        <translation>自 %4 起，1 %1 = %2 %3。</translation>
    </message>
    <message>
        <source>For this day %1 is stated already, and stays.</source>
        <translation>该日已声明汇率 %1，不可更改。</translation>
    </message>
    <message>
        <source>Choose another currency.</source>
        <translation>请选择另一种货币。</translation>
    </message>
</context>
<context>
    <name>toll::RefusalsTab</name>
    <message>
        <source>Refusals</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>What limits do to each token</source>
        <translation>限制对每个令牌的影响</translation>
    </message>
    <message>
        <source>What was refused, in order of time</source>
        <translation>按时间排列的拒绝</translation>
    </message>
    <message>
        <source>By token</source>
        <translation>按令牌</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>逐条</translation>
    </message>
    <message>
        <source>The first ones; %1 more are only counted.</source>
        <translation>仅列出最先的；其余 %1 条只计数。</translation>
    </message>
    <message>
        <source>Nobody would have been refused: all %1 requests are admitted.</source>
        <translation>没有请求会被拒绝：全部 %1 次请求都被接受。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>why requests are refused, how many</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 of %2 requests would have been refused (%3).</source>
        <translation>%2 次请求中有 %1 次会被拒绝（%3）。</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) would have run out.</source>
        <translation>
            <numerusform>%n 个令牌会用尽。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is billed: %1.</source>
        <translation>计费变化：%1。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Admitted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Mostly because</source>
        <translation>主要原因</translation>
    </message>
    <message>
        <source>Ran out on</source>
        <translation>用尽日期</translation>
    </message>
    <message>
        <source>Renewals</source>
        <translation>续期次数</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>计费变化</translation>
    </message>
    <message>
        <source>%1 (term %2)</source>
        <translation>%1（第 %2 期）</translation>
    </message>
    <message>
        <source>What less or more is billed, because of what is refused or admitted</source>
        <translation>因拒绝或接受请求而少计或多计的金额</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Again from</source>
        <translation>何时恢复</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Rate limit: requests</source>
        <translation>速率限制：请求数</translation>
    </message>
    <message>
        <source>Tried beside the scenario, on every token it is about: how many requests get through in the long run. No plan has it, and no total counts it.</source>
        <translation>在方案之外另行试用于其涉及的每个令牌：长期平均可通过多少请求。任何套餐都没有此限制，合计也不计入。</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>每分钟</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>Rate limit: a second, a minute or an hour</source>
        <translation>速率限制：每秒、每分钟或每小时</translation>
    </message>
    <message>
        <source>as many</source>
        <translation>同数</translation>
    </message>
    <message>
        <source>How many may come at once after a pause</source>
        <translation>停顿之后一次最多可来多少请求</translation>
    </message>
    <message>
        <source>Rate limit</source>
        <translation>速率限制</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>一次最多</translation>
    </message>
    <message>
        <source>Refusals: every token the scenario is about is held to %1 as well, decided by the generic cell rate algorithm.</source>
        <translation>拒绝：方案涉及的每个令牌另受 %1 限制，按通用信元速率算法判定。</translation>
    </message>
</context>
<context>
    <name>toll::ReopenDialog</name>
    <message>
        <source>Open a period again</source>
        <translation>重新打开计费周期</translation>
    </message>
    <message>
        <source>%1 of %2 was closed at %3. Opened again, its bill follows usage and plans as they are now until it is closed anew; what was closed stays on record with your reason.</source>
        <translation>%2 的 %1 已按 %3 结账。重新打开后，其账单将随现在的用量和套餐变动，直到再次结账；原结账内容连同您的理由会保留在记录中。</translation>
    </message>
    <message>
        <source>such as: two days of usage were missing</source>
        <translation>例如：缺少两天的用量</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>理由(&amp;R)</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
</context>
<context>
    <name>toll::Replayer</name>
    <message>
        <source>%1 requests</source>
        <translation>%1 次请求</translation>
    </message>
    <message>
        <source>Reading single requests</source>
        <translation>正在读取逐条请求</translation>
    </message>
</context>
<context>
    <name>toll::ResultsView</name>
    <message>
        <source>Currency of the chart and the table</source>
        <translation>图表和表格的货币</translation>
    </message>
    <message>
        <source>Begin with a question, or move a slider</source>
        <translation>从一个问题开始，或移动滑块</translation>
    </message>
    <message>
        <source>Assumed: %1.</source>
        <translation>假设：%1。</translation>
    </message>
    <message>
        <source>Who leaves: %1.</source>
        <translation>离开的客户：%1。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>toll::RetentionDialog</name>
    <message>
        <source>&amp;Remember this as the rule of the workspace</source>
        <translation>记为工作区的规则(&amp;R)</translation>
    </message>
    <message>
        <source>Drop old usage records</source>
        <translation>清除旧的用量记录</translation>
    </message>
    <message>
        <source>Single usage records of closed periods go for good. Their sums, the closed bills and the identities of the records stay: bills remain provable, and a file that is imported again adds nothing. What is gone is the list of single requests, filters by endpoint or id, and reopening these periods.</source>
        <translation>已结账计费周期的单条用量记录将永久清除。其汇总、已结账的账单和记录标识保留：账单仍可核对，重复导入同一文件不会增加任何用量。不再可用的是：单次请求的列表、按端点或标识的筛选，以及重新打开这些计费周期。</translation>
    </message>
    <message>
        <source>&amp;Whole months that stay</source>
        <translation>保留的整月数(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Drop records</source>
        <translation>清除记录(&amp;D)</translation>
    </message>
    <message>
        <source>Looking what is old enough…</source>
        <translation>正在查找足够旧的记录…</translation>
    </message>
    <message>
        <source>No closed period is that old. Nothing would go.</source>
        <translation>没有这么旧的已结账计费周期，不会清除任何记录。</translation>
    </message>
    <message>
        <source>Would go: %1 usage records, about %2 MB.</source>
        <translation>将清除：%1 条用量记录，约 %2 MB。</translation>
    </message>
</context>
<context>
    <name>toll::RevokeDialog</name>
    <message>
        <source>Revoke a token</source>
        <translation>吊销令牌</translation>
    </message>
    <message>
        <source>“%1” of %2 stops working now and for good. Its usage and bills stay. To halt it for a while, suspend it instead.</source>
        <translation>%2 的“%1”将立即永久失效。其用量和账单保留。若只想暂停一段时间，请改为停用。</translation>
    </message>
    <message>
        <source>Type its name to revoke it:</source>
        <translation>输入其名称以吊销：</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>吊销</translation>
    </message>
    <message>
        <source>Type “%1”, exactly.</source>
        <translation>请准确输入“%1”。</translation>
    </message>
</context>
<context>
    <name>toll::RotateDialog</name>
    <message>
        <source>Replace the secret</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>更换</translation>
    </message>
    <message>
        <source>“%1” gets a new secret. Its rate, cap and term stay as they are.</source>
        <translation>“%1”将获得新密钥。费率、上限和周期保持不变。</translation>
    </message>
    <message>
        <source>How long should the old secret, %1, still work?</source>
        <translation>旧密钥 %1 还应有效多久？</translation>
    </message>
    <message>
        <source>Not at all: it stops now</source>
        <translation>不再有效：立即失效</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
</context>
<context>
    <name>toll::RowsEdit</name>
    <message>
        <source>Remove the row</source>
        <translation>移除此行</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>添加一行</translation>
    </message>
</context>
<context>
    <name>toll::ScenarioBox</name>
    <message>
        <source>Scenario</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>What else can be done with the scenario</source>
        <translation>对方案的其他操作</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>As it is today</source>
        <translation>现状</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1，第 %2 版</translation>
    </message>
    <message>
        <source>%1 (changed)</source>
        <translation>%1（已改动）</translation>
    </message>
    <message>
        <source>Duplicate, rename, delete, versions, draft of a plan</source>
        <translation>复制、重命名、删除、版本、套餐草稿</translation>
    </message>
</context>
<context>
    <name>toll::ScenarioForm</name>
    <message>
        <source>now mostly %1</source>
        <translation>目前多为 %1</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Keep as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Rate, compared with today&apos;s</source>
        <translation>费率（与现在相比）</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Keep everything as it is</source>
        <translation>全部保持不变</translation>
    </message>
    <message>
        <source>Cap</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>No cap</source>
        <translation>无上限</translation>
    </message>
    <message>
        <source>Lifetime</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>No end</source>
        <translation>不限期</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 90 days</source>
        <translation>最近 90 天</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>All there is</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>On</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>假设…</translation>
    </message>
    <message>
        <source>New rate for all of them</source>
        <translation>全部使用新费率</translation>
    </message>
    <message>
        <source>Enter a rate such as 0.003.</source>
        <translation>请输入费率，如 0.003。</translation>
    </message>
    <message>
        <source>or a new rate</source>
        <translation>或新费率</translation>
    </message>
    <message>
        <source>Cap counts over</source>
        <translation>上限的计算范围</translation>
    </message>
    <message>
        <source>Over the cap</source>
        <translation>超出上限时</translation>
    </message>
    <message>
        <source>Changed first:</source>
        <translation>先改动：</translation>
    </message>
    <message>
        <source>%1. what is set below</source>
        <translation>%1. 以下的设置</translation>
    </message>
    <message>
        <source>Kept as well: %1</source>
        <translation>同时保留：%1</translation>
    </message>
    <message>
        <source>Requests, compared with today&apos;s</source>
        <translation>请求数（与现在相比）</translation>
    </message>
    <message>
        <source>Then change more…</source>
        <translation>继续改动…</translation>
    </message>
    <message>
        <source>Drop this change</source>
        <translation>放弃此改动</translation>
    </message>
    <message>
        <source>Keeps what is set here, and makes another change on top of it, of other tokens for example</source>
        <translation>保留此处的设置，并在其上再作改动，例如针对其他令牌</translation>
    </message>
    <message>
        <source>Forgets what is set here, and goes back to the change before it</source>
        <translation>放弃此处的设置，回到前一项改动</translation>
    </message>
</context>
<context>
    <name>toll::Screenshots</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>无法创建文件夹 %1。</translation>
    </message>
    <message>
        <source>Nothing to take a picture of: the workspace does not open, or a page does not settle.</source>
        <translation>没有可拍摄的内容：工作区无法打开，或页面未就绪。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
</context>
<context>
    <name>toll::SecretDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close without copying</source>
        <translation>不复制就关闭</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>toll::SecretView</name>
    <message>
        <source>The secret of “%1”</source>
        <translation>“%1”的密钥</translation>
    </message>
    <message numerus="yes">
        <source>The secrets of %n token(s)</source>
        <translation>
            <numerusform>%n 个令牌的密钥</numerusform>
        </translation>
    </message>
    <message>
        <source>It is shown this once and kept nowhere. Copy or save it now.</source>
        <translation>密钥只显示这一次，不会保存在任何地方。请立即复制或保存。</translation>
    </message>
    <message>
        <source>You have not copied it yet, and it cannot be shown again.</source>
        <translation>尚未复制，而且之后无法再次显示。</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <translation>全部复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>另存为 CSV(&amp;S)…</translation>
    </message>
    <message>
        <source>Copy as c&amp;url</source>
        <translation>复制为 curl(&amp;U)</translation>
    </message>
    <message>
        <source>Copies a call with this secret for a terminal</source>
        <translation>复制带此密钥的终端调用命令</translation>
    </message>
    <message numerus="yes">
        <source>Copied. The clipboard is cleared in %n second(s).</source>
        <translation>
            <numerusform>已复制。%n 秒后清除剪贴板。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the secret</source>
        <translation>保存密钥</translation>
    </message>
    <message>
        <source>Text files (*.txt);;All files (*)</source>
        <translation>文本文件 (*.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>CSV 文件 (*.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
</context>
<context>
    <name>toll::ShellActions</name>
    <message>
        <source>&amp;New workspace…</source>
        <translation>新建工作区(&amp;N)…</translation>
    </message>
    <message>
        <source>Makes an empty workspace of your own.</source>
        <translation>创建一个空的工作区。</translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation>打开工作区(&amp;O)…</translation>
    </message>
    <message>
        <source>Opens another workspace file.</source>
        <translation>打开另一个工作区文件。</translation>
    </message>
    <message>
        <source>Open &amp;demo workspace</source>
        <translation>打开演示工作区(&amp;D)</translation>
    </message>
    <message>
        <source>Shows 48 tokens and 90 days of made-up usage.</source>
        <translation>显示 48 个令牌和 90 天的虚构用量。</translation>
    </message>
    <message>
        <source>&amp;Import usage…</source>
        <translation>导入用量(&amp;I)…</translation>
    </message>
    <message>
        <source>Reads requests from a CSV, JSON Lines or access log file.</source>
        <translation>从 CSV、JSON Lines 或访问日志文件读取请求。</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Writes what this page shows to a CSV file.</source>
        <translation>把此页面显示的内容写入 CSV 文件。</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Closes the window. Everything is saved already.</source>
        <translation>关闭窗口。所有内容都已保存。</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Takes back what was done last.</source>
        <translation>撤销上一步操作。</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Does again what was taken back.</source>
        <translation>重新执行已撤销的操作。</translation>
    </message>
    <message>
        <source>&amp;Narrow sidebar</source>
        <translation>窄侧栏(&amp;N)</translation>
    </message>
    <message>
        <source>Shows the sidebar as icons only.</source>
        <translation>侧栏只显示图标。</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>Fills the whole screen, or leaves it again.</source>
        <translation>占满整个屏幕，或退出全屏。</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Asks for everything on this page again.</source>
        <translation>重新读取此页面的所有内容。</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>活动(&amp;A)</translation>
    </message>
    <message>
        <source>Lists the work under way and what became of it.</source>
        <translation>列出正在进行的工作及其结果。</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Like the system</source>
        <translation>跟随系统(&amp;L)</translation>
    </message>
    <message>
        <source>Follows the desktop&apos;s theme.</source>
        <translation>跟随桌面的主题。</translation>
    </message>
    <message>
        <source>Li&amp;ght</source>
        <translation>浅色(&amp;G)</translation>
    </message>
    <message>
        <source>Dark text on a light ground.</source>
        <translation>浅色背景上的深色文字。</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Light text on a dark ground.</source>
        <translation>深色背景上的浅色文字。</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Language of the &amp;system</source>
        <translation>系统语言(&amp;S)</translation>
    </message>
    <message>
        <source>Speaks the desktop&apos;s language where it can.</source>
        <translation>尽可能使用桌面的语言。</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>Returns to where you were before.</source>
        <translation>回到之前的位置。</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>前进(&amp;F)</translation>
    </message>
    <message>
        <source>Goes where you came back from.</source>
        <translation>回到后退之前的位置。</translation>
    </message>
    <message>
        <source>&amp;Search or run a command…</source>
        <translation>搜索或运行命令(&amp;S)…</translation>
    </message>
    <message>
        <source>Finds pages, tokens and everything the program can do.</source>
        <translation>查找页面、令牌以及程序的所有功能。</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Lists every shortcut.</source>
        <translation>列出所有快捷键。</translation>
    </message>
    <message>
        <source>&amp;Copy system information</source>
        <translation>复制系统信息(&amp;C)</translation>
    </message>
    <message>
        <source>Copies versions and the like, for a report of a fault.</source>
        <translation>复制版本等信息，用于报告问题。</translation>
    </message>
    <message>
        <source>&amp;About Tollkeeper</source>
        <translation>关于 Tollkeeper(&amp;A)</translation>
    </message>
    <message>
        <source>Shows version and licence.</source>
        <translation>显示版本和许可证。</translation>
    </message>
    <message>
        <source>&amp;Undo “%1”</source>
        <translation>撤销“%1”(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo “%1”</source>
        <translation>重做“%1”(&amp;R)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>打开最近的工作区(&amp;R)</translation>
    </message>
    <message>
        <source>Shows the page %1.</source>
        <translation>显示页面“%1”。</translation>
    </message>
    <message>
        <source>&amp;Back up…</source>
        <translation>备份(&amp;B)…</translation>
    </message>
    <message>
        <source>Copies the workspace to a file, and checks the copy.</source>
        <translation>将工作区复制到一个文件，并检查该副本。</translation>
    </message>
    <message>
        <source>&amp;Check integrity</source>
        <translation>检查完整性(&amp;C)</translation>
    </message>
    <message>
        <source>Looks through the whole workspace, and says what is wrong and what to do.</source>
        <translation>检查整个工作区，指出哪里有问题以及该怎么办。</translation>
    </message>
    <message>
        <source>&amp;Drop old usage records…</source>
        <translation>清除旧的用量记录(&amp;D)…</translation>
    </message>
    <message>
        <source>Takes single records of closed periods out of the workspace; sums and bills stay.</source>
        <translation>从工作区中清除已结账计费周期的单条记录；汇总和账单保留。</translation>
    </message>
</context>
<context>
    <name>toll::SimulationPage</name>
    <message>
        <source>No usage to try prices on</source>
        <translation>没有可用来试价的用量</translation>
    </message>
    <message>
        <source>A what-if re-rates requests that have really been made. Import the usage of your API, or look at the demo first.</source>
        <translation>模拟会对真实发生过的请求重新计价。请导入 API 的用量，或先看看演示。</translation>
    </message>
    <message>
        <source>Import usage…</source>
        <translation>导入用量…</translation>
    </message>
    <message>
        <source>Open demo workspace</source>
        <translation>打开演示工作区</translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation>正在读取历史…</translation>
    </message>
    <message>
        <source>Copy the what-if as a command line</source>
        <translation>把此假设复制为命令行</translation>
    </message>
    <message>
        <source>Copies the command that gives the same answer in a terminal.</source>
        <translation>复制在终端中得到同样答案的命令。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Reading single requests: sums of a quarter of an hour are too coarse for this. The figures are those from before.</source>
        <translation>正在读取逐条请求：每刻钟的合计不够精细。目前显示的是之前的数字。</translation>
    </message>
    <message>
        <source>Nothing is changed yet. Move a slider or choose a question: the answer follows at once.</source>
        <translation>尚未作任何更改。移动滑块或选择一个问题，答案随即显示。</translation>
    </message>
    <message>
        <source>The command has been copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>There are no requests in these days. Choose a longer history.</source>
        <translation>这些天没有请求。请选择更长的历史范围。</translation>
    </message>
    <message>
        <source>What-&amp;if</source>
        <translation>假设分析(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Save the scenario…</source>
        <translation>保存方案(&amp;S)…</translation>
    </message>
    <message>
        <source>Keeps the scenario under a name; under one that is known, as its next version.</source>
        <translation>以名称保存方案；名称已有时存为下一版。</translation>
    </message>
    <message>
        <source>&amp;Compare the scenario</source>
        <translation>比较方案(&amp;C)</translation>
    </message>
    <message>
        <source>Puts the scenario beside others, on the tab Compare; up to six.</source>
        <translation>将方案放到“比较”标签页并列显示，最多六个。</translation>
    </message>
    <message>
        <source>&amp;Duplicate the scenario…</source>
        <translation>复制方案(&amp;D)…</translation>
    </message>
    <message>
        <source>Keeps the stored scenario under another name as well.</source>
        <translation>以另一个名称再保存一份方案。</translation>
    </message>
    <message>
        <source>&amp;Rename the scenario…</source>
        <translation>重命名方案(&amp;R)…</translation>
    </message>
    <message>
        <source>Gives the stored scenario another name.</source>
        <translation>为已保存的方案更名。</translation>
    </message>
    <message>
        <source>&amp;Versions of the scenario…</source>
        <translation>方案的版本(&amp;V)…</translation>
    </message>
    <message>
        <source>Shows all versions of the stored scenario, to open one again.</source>
        <translation>显示已保存方案的所有版本，可重新打开。</translation>
    </message>
    <message>
        <source>De&amp;lete the scenario</source>
        <translation>删除方案(&amp;L)</translation>
    </message>
    <message>
        <source>Deletes the stored scenario with all its versions; this can be undone.</source>
        <translation>删除已保存的方案及其所有版本；可以撤销。</translation>
    </message>
    <message>
        <source>Export the what-if table…</source>
        <translation>导出假设分析表…</translation>
    </message>
    <message>
        <source>Writes the table that is shown to a CSV or JSON file.</source>
        <translation>将所示表格写入 CSV 或 JSON 文件。</translation>
    </message>
    <message>
        <source>Write a scenario file…</source>
        <translation>写出方案文件…</translation>
    </message>
    <message>
        <source>Writes the what-if as a JSON file that the command line reads.</source>
        <translation>将假设写为命令行可读取的 JSON 文件。</translation>
    </message>
    <message>
        <source>There is a scenario of this name already.</source>
        <translation>已有同名方案。</translation>
    </message>
    <message>
        <source>It becomes version %1; the others are kept.</source>
        <translation>将成为第 %1 版；其他版本保留。</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>保存方案</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Duplicate “%1”</source>
        <translation>复制“%1”</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <translation>重命名“%1”</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>what-if-%1.csv</source>
        <translation>假设-%1.csv</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;JSON files (*.json)</source>
        <translation>CSV 文件 (*.csv);;JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>The file %1 cannot be written. Choose another place.</source>
        <translation>无法写入文件 %1。请选择其他位置。</translation>
    </message>
    <message>
        <source>Write a scenario file</source>
        <translation>写出方案文件</translation>
    </message>
    <message>
        <source>Scenario files (*.json)</source>
        <translation>方案文件 (*.json)</translation>
    </message>
    <message>
        <source>The command has been copied. It reads the file that “Write a scenario file…” makes.</source>
        <translation>命令已复制。它读取“写出方案文件…”生成的文件。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Being calculated… %1%</source>
        <translation>正在计算… %1%</translation>
    </message>
    <message>
        <source>Being calculated…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>A first, coarse answer; the exact one follows.</source>
        <translation>这是初步的粗略结果；精确结果随后给出。</translation>
    </message>
    <message>
        <source>Reading single requests: sums of a quarter of an hour are too coarse for this.</source>
        <translation>正在读取单次请求：一刻钟的汇总对此过于粗略。</translation>
    </message>
    <message>
        <source>Cancelled. Any change asks again.</source>
        <translation>已取消。任何改动都会重新计算。</translation>
    </message>
    <message>
        <source>Six scenarios stand side by side already. Remove one first.</source>
        <translation>已有六个方案并列。请先移除一个。</translation>
    </message>
    <message>
        <source>%1. Bills stay as they are.</source>
        <comment>what is changed, in words</comment>
        <translation>%1。账单保持不变。</translation>
    </message>
    <message>
        <source>Turn into a draft &amp;plan…</source>
        <translation>转为套餐草稿(&amp;P)…</translation>
    </message>
    <message>
        <source>Makes the scenario the draft of a plan&apos;s next version, on the page of plans; nothing is stored yet.</source>
        <translation>把方案变成套餐下一版本的草稿，显示在套餐页面；尚不保存任何内容。</translation>
    </message>
    <message>
        <source>Export as PDF…</source>
        <translation>导出为 PDF…</translation>
    </message>
    <message>
        <source>Writes totals, waterfall, movers and the tab that is shown, with method and assumptions, to a PDF file.</source>
        <translation>将合计、瀑布图、变动客户和当前页签连同方法和假定写入 PDF 文件。</translation>
    </message>
    <message>
        <source>Wait until the history has been read.</source>
        <translation>请等待历史读取完毕。</translation>
    </message>
    <message>
        <source>Not part of a plan, and left out of the draft: %1.</source>
        <translation>不属于套餐、未写入草稿：%1。</translation>
    </message>
    <message>
        <source>A plan says rates, caps, lifetimes and what a period owes. This scenario changes none of them in any plan of your own, so there is no draft to make. Change one of them, or make a plan on the Plans page first.</source>
        <translation>套餐规定费率、上限、有效期和每个账期的应付额。此方案没有改变您任何自建套餐中的这些内容，因此无法生成草稿。请更改其中之一，或先在“套餐与费率”页面新建套餐。</translation>
    </message>
    <message>
        <source>draft of “%1” from a what-if</source>
        <translation>由假设分析生成的“%1”草稿</translation>
    </message>
    <message>
        <source>This is a draft of “%1” as the scenario has it. Preview it, and schedule it when it is right.</source>
        <translation>这是按方案生成的“%1”草稿。请先预览，确认无误后再安排生效。</translation>
    </message>
    <message>
        <source>Cancelled. Adding or moving a scenario asks again.</source>
        <translation>已取消。添加或移动方案会重新计算。</translation>
    </message>
    <message>
        <source>A first, coarse answer from %1 of %2 tokens; the exact one follows.</source>
        <translation>根据 %2 个令牌中的 %1 个得出的粗略结果；精确结果随后给出。</translation>
    </message>
</context>
<context>
    <name>toll::SliderField</name>
    <message>
        <source>Back to the baseline: %1</source>
        <translation>恢复为基准：%1</translation>
    </message>
    <message>
        <source>Enter a number from %1 to %2.</source>
        <translation>请输入 %1 到 %2 之间的数。</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>恢复为 %1</translation>
    </message>
</context>
<context>
    <name>toll::SpanPicker</name>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 天</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 年</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>永不</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
</context>
<context>
    <name>toll::StartField</name>
    <message>
        <source>Holds from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>It has to begin after agreement %1, which holds from %2.</source>
        <translation>必须晚于第 %1 号约定的生效日期 %2。</translation>
    </message>
    <message>
        <source>Requests since then are billed anew. The day begins at midnight in %1.</source>
        <translation>自该日起的请求将重新计费。该日从 %1 的零点开始。</translation>
    </message>
    <message>
        <source>The day begins at midnight in %1. Until then everything stays as it is.</source>
        <translation>该日从 %1 的零点开始。在此之前一切不变。</translation>
    </message>
</context>
<context>
    <name>toll::StartPage</name>
    <message>
        <source>Opening the workspace…</source>
        <translation>正在打开工作区…</translation>
    </message>
    <message>
        <source>Welcome to Tollkeeper</source>
        <translation>欢迎使用 Tollkeeper</translation>
    </message>
    <message>
        <source>The demo workspace is made anew at the first start: a few seconds.</source>
        <translation>首次启动时会创建演示工作区，需要几秒钟。</translation>
    </message>
    <message>
        <source>Look around in the demo workspace, or begin with your own.</source>
        <translation>在演示工作区里看看，或从自己的工作区开始。</translation>
    </message>
</context>
<context>
    <name>toll::StatementView</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Outside every term</source>
        <translation>不在任何周期内</translation>
    </message>
    <message>
        <source>Not measured: %1</source>
        <translation>未计量：%1</translation>
    </message>
    <message>
        <source>Not priced: %1</source>
        <translation>未定价：%1</translation>
    </message>
    <message>
        <source>Nothing was used in this month, so there is nothing to bill.</source>
        <translation>本月没有用量，因此没有费用。</translation>
    </message>
    <message>
        <source>%1 units</source>
        <translation>%1 个单位</translation>
    </message>
    <message>
        <source>%1 units, %2 of them billed</source>
        <translation>%1 个单位，其中 %2 个计费</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Explain the line %1</source>
        <translation>解释“%1”这一行</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Given free: %1</source>
        <translation>免费赠送：%1</translation>
    </message>
    <message>
        <source>Hours of the week</source>
        <translation>每周时段</translation>
    </message>
    <message>
        <source>Busy times</source>
        <translation>繁忙时段</translation>
    </message>
    <message>
        <source>Slow answers</source>
        <translation>响应过慢</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最高额</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最低额</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>税</translation>
    </message>
    <message>
        <source>Adjustment of %1: %2</source>
        <translation>%1 的调整：%2</translation>
    </message>
</context>
<context>
    <name>toll::StatusArea</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>What is going on, and what went wrong.</source>
        <translation>正在进行的工作，以及出错的地方。</translation>
    </message>
    <message numerus="yes">
        <source>%n failure(s)</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>toll::Studier</name>
    <message>
        <source>Another question took its place.</source>
        <translation>已被另一个问题取代。</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>完成。</translation>
    </message>
</context>
<context>
    <name>toll::SumsModel</name>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>No usage is known for this time.</source>
        <translation>此时间内没有已知用量。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>toll::SweepTab</name>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Refused requests</source>
        <translation>被拒绝的请求</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>What is swept</source>
        <translation>扫描的参数</translation>
    </message>
    <message>
        <source>What is swept as well</source>
        <translation>同时扫描的参数</translation>
    </message>
    <message>
        <source>What each value comes to</source>
        <translation>每个取值的结果</translation>
    </message>
    <message numerus="yes">
        <source>%n combination(s): from %1 to %2.</source>
        <translation>
            <numerusform>%n 种组合：从 %1 到 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is billed now</source>
        <translation>现在的账单</translation>
    </message>
</context>
<context>
    <name>toll::TermsTab</name>
    <message>
        <source>Discounts, hours, load bands, service levels and what a charge matches are written on the JSON tab.</source>
        <translation>折扣、时段、负载档、服务等级和收费项的匹配条件请在“JSON”标签页中编写。</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>a quarter</source>
        <translation>每季度</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>with the calendar</source>
        <translation>按日历</translation>
    </message>
    <message>
        <source>with the first use</source>
        <translation>自首次使用</translation>
    </message>
    <message>
        <source>half up</source>
        <translation>四舍五入</translation>
    </message>
    <message>
        <source>half to even</source>
        <translation>四舍六入五成双</translation>
    </message>
    <message>
        <source>half down</source>
        <translation>五舍六入</translation>
    </message>
    <message>
        <source>away from zero</source>
        <translation>远离零</translation>
    </message>
    <message>
        <source>towards zero</source>
        <translation>趋向零</translation>
    </message>
    <message>
        <source>always down</source>
        <translation>一律向下</translation>
    </message>
    <message>
        <source>always up</source>
        <translation>一律向上</translation>
    </message>
    <message>
        <source>none, such as 5000/min</source>
        <translation>无，例如 5000/min</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Tax (percent on top)</source>
        <translation>税（另加百分比）</translation>
    </message>
</context>
<context>
    <name>toll::TiersView</name>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>费率</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Add tier</source>
        <translation>添加阶梯</translation>
    </message>
    <message>
        <source>Adds a tier before the last one</source>
        <translation>在最后一阶之前添加一阶</translation>
    </message>
    <message>
        <source>Remove tier</source>
        <translation>移除阶梯</translation>
    </message>
    <message>
        <source>Removes the selected tier</source>
        <translation>移除所选阶梯</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Takes the columns “up to” and “rate” from a spreadsheet: copy them there, then press this or %1</source>
        <translation>从电子表格粘贴“至”和“费率”两列：先在表格中复制，再点此处或按 %1</translation>
    </message>
    <message>
        <source>&gt; %1</source>
        <translation>&gt; %1</translation>
    </message>
    <message>
        <source>Tier %1: %2</source>
        <translation>第 %1 阶：%2</translation>
    </message>
</context>
<context>
    <name>toll::Toast</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>toll::TokenActions</name>
    <message>
        <source>&amp;New token…</source>
        <translation>新建令牌(&amp;N)…</translation>
    </message>
    <message>
        <source>Makes a token, or many alike.</source>
        <translation>创建一个或多个相同的令牌。</translation>
    </message>
    <message>
        <source>&amp;Renew</source>
        <translation>续期(&amp;R)</translation>
    </message>
    <message>
        <source>Adds another term after the last one.</source>
        <translation>在最后一个周期之后再加一个周期。</translation>
    </message>
    <message>
        <source>&amp;Extend…</source>
        <translation>延长(&amp;E)…</translation>
    </message>
    <message>
        <source>Makes the current term longer.</source>
        <translation>延长当前周期。</translation>
    </message>
    <message>
        <source>&amp;Suspend</source>
        <translation>停用(&amp;S)</translation>
    </message>
    <message>
        <source>Refuses calls until it is resumed.</source>
        <translation>拒绝调用，直到恢复。</translation>
    </message>
    <message>
        <source>Resu&amp;me</source>
        <translation>恢复(&amp;M)</translation>
    </message>
    <message>
        <source>Lets a suspended token work again.</source>
        <translation>让停用的令牌恢复使用。</translation>
    </message>
    <message>
        <source>Replace secre&amp;t…</source>
        <translation>更换密钥(&amp;T)…</translation>
    </message>
    <message>
        <source>Gives a new secret; the old one can stay good for a while.</source>
        <translation>给出新密钥；旧密钥可以继续有效一段时间。</translation>
    </message>
    <message>
        <source>Re&amp;voke…</source>
        <translation>吊销(&amp;V)…</translation>
    </message>
    <message>
        <source>Stops a token for good.</source>
        <translation>永久停止一个令牌。</translation>
    </message>
    <message>
        <source>Show usa&amp;ge</source>
        <translation>显示用量(&amp;G)</translation>
    </message>
    <message>
        <source>Shows the requests of these tokens.</source>
        <translation>显示这些令牌的请求。</translation>
    </message>
    <message>
        <source>Show &amp;bill</source>
        <translation>显示账单(&amp;B)</translation>
    </message>
    <message>
        <source>Shows what this token costs, line by line.</source>
        <translation>逐行显示此令牌的费用。</translation>
    </message>
    <message>
        <source>&amp;Copy id</source>
        <translation>复制 ID(&amp;C)</translation>
    </message>
    <message>
        <source>Copies the id, which is not the secret.</source>
        <translation>复制 ID，而不是密钥。</translation>
    </message>
    <message>
        <source>%1 renewed.</source>
        <translation>已为 %1 续期。</translation>
    </message>
    <message>
        <source>%1 extended.</source>
        <translation>已延长 %1。</translation>
    </message>
    <message>
        <source>Suspend %1</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>恢复 %1</translation>
    </message>
    <message>
        <source>“%1” is revoked.</source>
        <translation>“%1”已吊销。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Ren&amp;ame</source>
        <translation>重命名(&amp;A)</translation>
    </message>
    <message>
        <source>Changes the name in the list.</source>
        <translation>在列表中修改名称。</translation>
    </message>
</context>
<context>
    <name>toll::TokenChoice</name>
    <message>
        <source>Customer: %1</source>
        <translation>客户：%1</translation>
    </message>
    <message>
        <source>Plan: %1</source>
        <translation>套餐：%1</translation>
    </message>
    <message>
        <source>Tag: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>Token: %1 (%2)</source>
        <translation>令牌：%1（%2）</translation>
    </message>
    <message>
        <source>Tokens to change</source>
        <translation>要更改的令牌</translation>
    </message>
    <message>
        <source>All tokens</source>
        <translation>所有令牌</translation>
    </message>
    <message>
        <source>Tokens that a filter finds</source>
        <translation>筛选出的令牌</translation>
    </message>
</context>
<context>
    <name>toll::TokenForm</name>
    <message>
        <source>Such as mobile-gateway</source>
        <translation>例如 mobile-gateway</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>套餐(&amp;P)</translation>
    </message>
    <message>
        <source>With the first request</source>
        <translation>首次请求时</translation>
    </message>
    <message>
        <source>When it is created</source>
        <translation>创建时</translation>
    </message>
    <message>
        <source>Separated by spaces</source>
        <translation>以空格分隔</translation>
    </message>
    <message>
        <source>Term &amp;begins</source>
        <translation>周期开始(&amp;B)</translation>
    </message>
    <message>
        <source>Ta&amp;gs</source>
        <translation>标签(&amp;G)</translation>
    </message>
    <message>
        <source>Not&amp;e</source>
        <translation>备注(&amp;E)</translation>
    </message>
    <message>
        <source>How man&amp;y</source>
        <translation>数量(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>更多(&amp;M)</translation>
    </message>
    <message>
        <source>The customer&apos;s plan</source>
        <translation>客户的套餐</translation>
    </message>
    <message>
        <source>Give the token a name.</source>
        <translation>请填写令牌名称。</translation>
    </message>
    <message>
        <source>Fill in the fields to see what the token comes to.</source>
        <translation>填写各项即可看到令牌的计费结果。</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens, named %1-1, %1-2 and so on. Each of them:</source>
        <translation>
            <numerusform>%n 个令牌，命名为 %1-1、%1-2 等。每个：</numerusform>
        </translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The plan “%1” prices it. Rate, cap and lifetime count where the plan leaves them to the token.</source>
        <translation>由套餐“%1”计价。费率、上限和有效期只在套餐留给令牌时起作用。</translation>
    </message>
</context>
<context>
    <name>toll::TokenInspector</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>The secret itself is kept nowhere: it was shown once.</source>
        <translation>密钥本身不会保存：只显示过一次。</translation>
    </message>
</context>
<context>
    <name>toll::TokenList</name>
    <message>
        <source>Create your first token</source>
        <translation>创建第一个令牌</translation>
    </message>
    <message>
        <source>A token lets a customer call your API, at a rate, up to a cap, for as long as you say.</source>
        <translation>令牌让客户按费率、在上限内、在有效期内调用 API。</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>新建令牌</translation>
    </message>
    <message>
        <source>No token matches</source>
        <translation>没有匹配的令牌</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>There is none in the group “%1”.</source>
        <translation>“%1”组中没有令牌。</translation>
    </message>
    <message>
        <source>Nothing fits “%1”.</source>
        <translation>没有匹配“%1”的内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n 个令牌</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n token(s)</source>
        <translation>
            <numerusform>%n 个令牌中的 %1 个</numerusform>
        </translation>
    </message>
    <message>
        <source>This month: %1</source>
        <comment>sums of money</comment>
        <translation>本月：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n selected:</source>
        <translation>
            <numerusform>已选 %n 个：</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter: name, customer:acme, plan:basic, status:active, tag:test</source>
        <translation>筛选：名称、customer:acme、plan:basic、status:active、tag:test</translation>
    </message>
</context>
<context>
    <name>toll::TokenOverviewTab</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message numerus="yes">
        <source>%1 for %Ln request(s)</source>
        <translation>
            <numerusform>%Ln 次请求 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Begins with the first request.</source>
        <translation>首次请求时开始。</translation>
    </message>
    <message>
        <source>Begins when the token is created.</source>
        <translation>创建令牌时开始。</translation>
    </message>
    <message>
        <source>%1 to %2 (%3)</source>
        <translation>%1 至 %2（%3）</translation>
    </message>
    <message>
        <source>Since %1 (%2)</source>
        <translation>自 %1 起（%2）</translation>
    </message>
    <message>
        <source>Renewed up to %1.</source>
        <translation>已续期至 %1。</translation>
    </message>
    <message>
        <source>%1 of at most %2 billed requests (N of C × T)</source>
        <translation>%1 次，最多计费 %2 次请求（N 与 C × T）</translation>
    </message>
    <message>
        <source>%1 billable requests in this term</source>
        <translation>本周期 %1 次计费请求</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>nothing; %1 went over the cap</source>
        <translation>无；超出上限 %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>toll::TokensPage</name>
    <message>
        <source>Export tokens…</source>
        <translation>导出令牌…</translation>
    </message>
    <message>
        <source>Writes the tokens that are shown to a CSV file.</source>
        <translation>把显示的令牌写入 CSV 文件。</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>详情面板(&amp;I)</translation>
    </message>
    <message>
        <source>Shows what is selected beside the list.</source>
        <translation>在列表旁显示所选内容。</translation>
    </message>
    <message>
        <source>Select a token to see it here.</source>
        <translation>选择一个令牌以在此查看。</translation>
    </message>
    <message numerus="yes">
        <source>%n tokens are selected.</source>
        <translation>
            <numerusform>已选 %n 个令牌。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export tokens</source>
        <translation>导出令牌</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>CSV 文件 (*.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>已导出到 %1。</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
</context>
<context>
    <name>toll::TornadoCanvas</name>
    <message>
        <source>Lower setting</source>
        <translation>较低的取值</translation>
    </message>
    <message>
        <source>Higher setting</source>
        <translation>较高的取值</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2 gives %3, %4 gives %5</source>
        <translation>%1：%2 时为 %3，%4 时为 %5</translation>
    </message>
    <message numerus="yes">
        <source>%n input(s) around %1 (%2).</source>
        <translation>
            <numerusform>%n 个参数，围绕 %1（%2）。</numerusform>
        </translation>
    </message>
    <message>
        <source>First: %1, %2 to %3.</source>
        <translation>首位：%1，%2 至 %3。</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1（%2 至 %3）</translation>
    </message>
</context>
<context>
    <name>toll::TornadoTab</name>
    <message>
        <source>What matters</source>
        <translation>关键因素</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Move each parameter down and up by</source>
        <translation>将每个参数上下移动</translation>
    </message>
    <message>
        <source>What moving one parameter does</source>
        <translation>移动单个参数的影响</translation>
    </message>
    <message>
        <source>There is no parameter to move.</source>
        <translation>没有可移动的参数。</translation>
    </message>
    <message>
        <source>%1 matters most: from %2 to %3, around %4.</source>
        <translation>%1 影响最大：从 %2 到 %3，中心 %4。</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Down to</source>
        <translation>降至</translation>
    </message>
    <message>
        <source>gives</source>
        <translation>得到</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>升至</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>幅度</translation>
    </message>
    <message>
        <source>The scenario</source>
        <translation>方案</translation>
    </message>
</context>
<context>
    <name>toll::UpstreamDialog</name>
    <message>
        <source>&amp;From the day</source>
        <translation>从此日起(&amp;F)</translation>
    </message>
    <message>
        <source>Provider prices</source>
        <translation>供应商价格</translation>
    </message>
    <message>
        <source>By a plan of yours a provider charges you for use of all customers that its sources report. Usage then shows cost and margin beside the charge. To each request one list applies: that of the most exact pattern.</source>
        <translation>供应商按您的某个套餐，就其来源所报告的全部客户用量向您收费。此后用量会在收费旁显示成本和毛利。每个请求只适用一份价目表：匹配最精确的那份。</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>指定(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;End chosen list</source>
        <translation>结束所选价目表(&amp;E)</translation>
    </message>
    <message>
        <source>From the day given on, else from now, nothing is charged for its sources</source>
        <translation>从所给日期起（否则从现在起），其来源不再计费</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Price lists of providers</source>
        <translation>供应商价目表</translation>
    </message>
    <message>
        <source>No provider&apos;s prices are known</source>
        <translation>尚不知道任何供应商的价格</translation>
    </message>
    <message>
        <source>Write what a provider charges as a plan, and assign it here: for one source such as openai*, or for all with *.</source>
        <translation>把供应商的收费写成套餐，再在这里指定：用于某个来源，如 openai*，或用 * 表示全部。</translation>
    </message>
    <message>
        <source>From the day</source>
        <translation>从此日起</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>套餐(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Sources</source>
        <translation>来源(&amp;S)</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>套餐</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>最初</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>* is all, openai* those that begin so</source>
        <translation>* 表示全部，openai* 表示以此开头的</translation>
    </message>
    <message>
        <source>From the beginning on</source>
        <translation>从最初开始</translation>
    </message>
    <message>
        <source>From now on</source>
        <translation>从现在起</translation>
    </message>
    <message>
        <source>End the price list of %1</source>
        <translation>结束 %1 的价目表</translation>
    </message>
    <message>
        <source>Price %1 by %2</source>
        <translation>按 %2 为 %1 计价</translation>
    </message>
    <message>
        <source>This plan takes prices from tokens, which a provider does not know.</source>
        <translation>此套餐的价格取自令牌，而供应商不知道令牌。</translation>
    </message>
</context>
<context>
    <name>toll::UsageEmpty</name>
    <message>
        <source>Drop a file with your API&apos;s requests here</source>
        <translation>把包含 API 请求的文件拖到这里</translation>
    </message>
    <message>
        <source>CSV, JSON Lines or an access log; plain, gzip or xz. You see how it is read before anything is written.</source>
        <translation>CSV、JSON Lines 或访问日志；普通、gzip 或 xz 文件。写入之前可以先看到读取方式。</translation>
    </message>
    <message>
        <source>Columns it may have: %1, meter.NAME, dim.NAME. Only time is needed, and other names can be matched.</source>
        <translation>可包含的列：%1、meter.NAME、dim.NAME。只有 time 是必需的，其他名称可以对应。</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Download sample CSV</source>
        <translation>下载示例 CSV</translation>
    </message>
</context>
<context>
    <name>toll::UsageOverviewTab</name>
    <message>
        <source>No response times are known for this time.</source>
        <translation>此时间内没有已知的响应时间。</translation>
    </message>
</context>
<context>
    <name>toll::UsagePage</name>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>There is nothing to export yet.</source>
        <translation>还没有可导出的内容。</translation>
    </message>
    <message>
        <source>Export usage</source>
        <translation>导出用量</translation>
    </message>
    <message>
        <source>Save a sample CSV</source>
        <translation>保存示例 CSV</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>The file %1 cannot be written. Choose another place.</source>
        <translation>无法写入文件 %1。请选择其他位置。</translation>
    </message>
    <message>
        <source>Import usage</source>
        <translation>导入用量</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>用量记录</translation>
    </message>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>无法写入文件 %1。</translation>
    </message>
    <message>
        <source>Usage by time</source>
        <translation>按时间的用量</translation>
    </message>
    <message>
        <source>No usage in this period</source>
        <translation>此期间没有用量</translation>
    </message>
    <message>
        <source>Show all usage</source>
        <translation>显示全部用量</translation>
    </message>
    <message>
        <source>Export &amp;usage…</source>
        <translation>导出用量(&amp;U)…</translation>
    </message>
    <message>
        <source>Import usage from a &amp;file…</source>
        <translation>从文件导入用量(&amp;F)…</translation>
    </message>
    <message>
        <source>Reads requests from a CSV, JSON Lines or access log file.</source>
        <translation>从 CSV、JSON Lines 或访问日志文件读取请求。</translation>
    </message>
    <message>
        <source>&amp;Save a sample usage CSV…</source>
        <translation>保存示例用量 CSV(&amp;S)…</translation>
    </message>
    <message>
        <source>Writes a small file in the columns that need no mapping.</source>
        <translation>写一个小文件，其列无需对应即可读取。</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>Other days, customers or tokens may have some.</source>
        <translation>换一个日期范围、客户或令牌，也许就有用量。</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>Writes what is shown to a CSV or JSON file</source>
        <translation>把显示的内容写入 CSV 或 JSON 文件</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Writes what the open tab shows to a CSV or JSON file.</source>
        <translation>把打开的标签页所显示的内容写入 CSV 或 JSON 文件。</translation>
    </message>
    <message>
        <source>Nothing fits the filter</source>
        <translation>没有符合筛选的用量</translation>
    </message>
    <message>
        <source>The period has usage that does not fit.</source>
        <translation>这段时间有用量，但都不符合筛选。</translation>
    </message>
    <message>
        <source>Usage files (*.csv *.tsv *.jsonl *.ndjson *.json *.log *.txt *.gz *.xz *.zst);;All files (*)</source>
        <translation>用量文件 (*.csv *.tsv *.jsonl *.ndjson *.json *.log *.txt *.gz *.xz *.zst);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Usage</source>
        <translation>用量(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Conflicts…</source>
        <translation>冲突(&amp;C)…</translation>
    </message>
    <message>
        <source>Shows requests that came twice with different content, and decides which counts.</source>
        <translation>显示到达两次而内容不同的请求，并决定计入哪一份。</translation>
    </message>
    <message>
        <source>&amp;Watched folder…</source>
        <translation>监视文件夹(&amp;W)…</translation>
    </message>
    <message>
        <source>Imports the files of a folder as they come.</source>
        <translation>导入文件夹中出现的文件。</translation>
    </message>
    <message>
        <source>&amp;Dimensions…</source>
        <translation>维度(&amp;D)…</translation>
    </message>
    <message>
        <source>Chooses by which dimensions usage is summed, beside token, model, status and source.</source>
        <translation>选择除令牌、模型、状态和来源外，用量还按哪些维度汇总。</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) came twice with different content. The first counts until you decide.</source>
        <translation>
            <numerusform>有 %n 个请求到达两次而内容不同。在您决定之前计入第一份。</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>决定…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state of the watch, its folder</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%n 个文件无法读取</numerusform>
        </translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>详情…</translation>
    </message>
    <message>
        <source>Go to an e&amp;vent…</source>
        <translation>转到某条记录(&amp;V)…</translation>
    </message>
    <message>
        <source>Goes to a row or a time in the table of events.</source>
        <translation>在记录表中转到某一行或某个时间。</translation>
    </message>
</context>
<context>
    <name>toll::VersionsDialog</name>
    <message>
        <source>Versions of “%1”</source>
        <translation>“%1”的版本</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>改动内容</translation>
    </message>
    <message>
        <source>Open this version</source>
        <translation>打开此版本</translation>
    </message>
</context>
<context>
    <name>toll::VersionsTab</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>not stored</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Some values have to be corrected first.</source>
        <translation>需要先更正一些值。</translation>
    </message>
    <message>
        <source>The same as the newest version.</source>
        <translation>与最新版本相同。</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>scheduled</source>
        <translation>已安排</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Version %1, from the beginning</source>
        <translation>第 %1 版，自始生效</translation>
    </message>
    <message>
        <source>Version %1, from %2</source>
        <translation>第 %1 版，自 %2 起</translation>
    </message>
    <message>
        <source>Export version %1</source>
        <translation>导出第 %1 版</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>toll::WatchDialog</name>
    <message>
        <source>Not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>Taken in part</source>
        <translation>部分导入</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取时间</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>How it went</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>Files that appear in the folder are imported once each, as soon as they are complete. Nothing is moved or changed there. Watching goes on when this window is closed, until you stop it or the workspace is closed.</source>
        <translation>文件夹中出现的文件一旦完整，就各导入一次。不移动也不更改其中的任何内容。关闭此窗口后监视仍会继续，直到您停止它或关闭工作区。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Time &amp;zone of local times</source>
        <translation>本地时间的时区(&amp;Z)</translation>
    </message>
    <message>
        <source>Complete when &amp;unchanged for</source>
        <translation>视为完整所需的无变动时间(&amp;U)</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Files taken</source>
        <translation>已导入的文件</translation>
    </message>
    <message>
        <source>No file was taken yet</source>
        <translation>还没有导入文件</translation>
    </message>
    <message>
        <source>Files that were imported before, here or by the command line, are not taken again.</source>
        <translation>以前在这里或通过命令行导入过的文件不会再次导入。</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>要监视的文件夹</translation>
    </message>
    <message>
        <source>Choose the folder.</source>
        <translation>请选择文件夹。</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>Not watching</source>
        <translation>未在监视</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>监视中</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>导入中</translation>
    </message>
    <message>
        <source>The folder cannot be read</source>
        <translation>无法读取文件夹</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>It is tried again every few seconds.</source>
        <translation>每隔几秒会重试。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken</source>
        <translation>
            <numerusform>已导入 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read</source>
        <translation>
            <numerusform>%n 个无法读取</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Start watching</source>
        <translation>开始监视(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Stop watching</source>
        <translation>停止监视(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
</context>
<context>
    <name>toll::WatchTarget</name>
    <message>
        <source>The token is &amp;named in the column</source>
        <translation>令牌名称所在的列(&amp;N)</translation>
    </message>
    <message>
        <source>All rows belong to the &amp;token</source>
        <translation>所有行属于令牌(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Make missing tokens, for the customer</source>
        <translation>创建缺少的令牌，归属客户(&amp;M)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>token and its customer</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>the one that is recognised</source>
        <translation>自动识别的列</translation>
    </message>
    <message>
        <source>Column that names the token</source>
        <translation>令牌名称所在的列</translation>
    </message>
    <message>
        <source>Token of all rows</source>
        <translation>所有行的令牌</translation>
    </message>
    <message>
        <source>Customer of new tokens</source>
        <translation>新令牌的客户</translation>
    </message>
    <message>
        <source>They are made with rate 0 and without a cap, so that nothing is billed by surprise.</source>
        <translation>新建的令牌费率为 0 且无上限，以免意外计费。</translation>
    </message>
    <message>
        <source>Choose the token that the rows belong to.</source>
        <translation>请选择这些行所属的令牌。</translation>
    </message>
</context>
<context>
    <name>toll::WaterfallCanvas</name>
    <message>
        <source>Rise</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>Fall</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2, then %3</source>
        <translation>%1：%2，之后为 %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>From %1 (%2) to %3 (%4).</source>
        <translation>从 %1（%2）到 %3（%4）。</translation>
    </message>
    <message>
        <source>Steps: %1.</source>
        <translation>各步：%1。</translation>
    </message>
</context>
<context>
    <name>toll::WaterfallTab</name>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Comes to</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Waterfall</source>
        <translation>瀑布</translation>
    </message>
    <message>
        <source>From today&apos;s bills to the scenario&apos;s</source>
        <translation>从现有账单到方案账单</translation>
    </message>
    <message>
        <source>Nothing moves.</source>
        <translation>没有变化。</translation>
    </message>
    <message>
        <source>%1 moves most: %2.</source>
        <translation>%1 影响最大：%2。</translation>
    </message>
</context>
<context>
    <name>toll::WorkspaceHost</name>
    <message>
        <source>Making the demo workspace</source>
        <translation>正在创建演示工作区</translation>
    </message>
    <message>
        <source>The demo workspace is ready.</source>
        <translation>演示工作区已就绪。</translation>
    </message>
</context>
</TS>
