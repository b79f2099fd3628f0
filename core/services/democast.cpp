// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/democast.h"

namespace toll {

namespace {

using enum DemoRhythm;
using enum DemoWork;

constexpr DemoCustomer customers[] = {
    {"Northwind Analytics", "USD", "America/New_York", "billing@northwind.example"},
    {"星河科技", "CNY", "Asia/Shanghai", "caiwu@xinghe.example"},
    {"蓝鲸数据", "CNY", "Asia/Shanghai", "ops@lanjing.example"},
    {"北辰物联", "CNY", "Asia/Shanghai", "jiesuan@beichen.example"},
    {"Harbor Logistics", "USD", "America/Los_Angeles", "accounts@harbor.example"},
    {"Lumen Studio", "USD", "America/Chicago", "hello@lumen.example"},
    {"云帆教育", "CNY", "Asia/Shanghai", "it@yunfan.example"},
    {"Kestrel Robotics", "EUR", "Europe/Berlin", "rechnung@kestrel.example"},
    {"Meridian Health", "USD", "America/New_York", "ap@meridian.example"},
    {"さくらソフト", "JPY", "Asia/Tokyo", "keiri@sakura.example"},
    {"青禾零售", "CNY", "Asia/Shanghai", "finance@qinghe.example"},
    {"Tidewater Bank", "USD", "Europe/London", "vendors@tidewater.example"},
};

constexpr DemoToken tokens[] = {
    {0, "billing-prod", Office, Api, 95, "0.002", "300/day", "P30D", "prod api", 90},
    {0, "mobile-gw", Evening, Api, 150, "0.0015", "500/day", "P1M", "prod mobile", 90},
    {0, "search-index", Night, Embedding, 110, "0.0008", "400/day", "P30D", "prod batch", 84},
    {0, "report-writer", Office, Chat, 60, "0.012", "200/day", "P30D", "prod chat", 71},
    {0, "staging", Office, Api, 18, "0.0005", "100/day", "P30D", "staging", 77},
    {1, "智能客服", Evening, Chat, 165, "0.06", "500/day", "P30D", "prod chat 华东", 90},
    {1, "搜索推荐", Evening, Embedding, 120, "0.008", "450/day", "P1M", "prod 华东", 88},
    {1, "内部知识库", Office, Chat, 55, "0.05", "200/day", "P30D", "internal", 66},
    {1, "夜间批处理", Night, Chat, 75, "0.03", "12/hour", "P30D", "batch", 81, DemoPart::EachWindow},
    {1, "测试环境", Office, Api, 14, "0.002", "60/day", "P30D", "staging", 59},
    {2, "数据清洗", Night, Embedding, 100, "0.006", "350/day", "P30D", "batch 华北", 90},
    {2, "报表接口", Office, Api, 80, "0.01", "250/day", "P1M", "prod", 86},
    {2, "bi-gateway", Steady, Api, 60, "0.015", "60/day", "P30D", "prod", 80, DemoPart::OverCap},
    {2, "文档问答", Office, Chat, 58, "0.045", "200/day", "P30D", "prod chat", 63},
    {3, "边缘网关-华东", Steady, Device, 120, "0.001", "400/day", "P1M", "iot 华东", 90},
    {3, "边缘网关-华南", Steady, Device, 115, "0.001", "400/day", "P1M", "iot 华南", 90},
    {3, "边缘网关-西北", Steady, Device, 70, "0.001", "300/day", "P1M", "iot 西北", 74},
    {3, "固件升级", Night, Device, 22, "0.004", "100/day", "P90D", "iot", 86, DemoPart::OneTerm},
    {4, "route-planner", Office, Api, 105, "0.003", "350/day", "P30D", "prod", 90},
    {4, "driver-app", Evening, Api, 125, "0.002", "450/day", "P30D", "prod mobile", 85},
    {4, "dock-scanners", Steady, Device, 62, "0.0007", "250/day", "P1M", "iot", 78},
    {4, "partner-edi", Office, Api, 30, "0.005", "100/day", "P90D", "partner", 84, DemoPart::OneTerm},
    {5, "copy-assistant", Office, Chat, 68, "0.018", "220/day", "P30D", "prod chat", 90},
    {5, "image-tags", Office, Embedding, 45, "0.004", "160/day", "P30D", "prod", 69},
    {5, "website", Evening, Api, 72, "0.001", "250/day", "P1M", "prod", 73},
    {5, "freelancer-key", Office, Chat, 20, "0.02", "60/day", "P30D", "external", 82, DemoPart::Revoked},
    {6, "作文批改", Evening, Chat, 92, "0.04", "300/day", "P30D", "prod chat", 90},
    {6, "题库检索", Evening, Embedding, 78, "0.005", "260/day", "P30D", "prod", 76},
    {6, "家长小程序", Evening, Api, 88, "0.004", "300/day", "P1M", "prod mobile", 90},
    {6, "寒假体验营", Evening, Chat, 25, "0.03", "100/day", "P90D", "trial", 88, DemoPart::OneTerm},
    {7, "fleet-telemetry", Steady, Device, 112, "0.0009", "400/day", "P1M", "iot prod", 90},
    {7, "vision-eval", Office, Chat, 40, "0.015", "120/day", "P30D", "research", 61},
    {7, "ci-runner", Office, Api, 56, "0.001", "40/day", "P30D", "internal", 67, DemoPart::Charged},
    {8, "patient-portal", Office, Api, 98, "0.004", "350/day", "P30D", "prod", 90},
    {8, "triage-bot", Steady, Chat, 74, "0.02", "240/day", "P30D", "prod chat", 87},
    {8, "claims-ocr", Night, Embedding, 66, "0.006", "220/day", "P1M", "batch", 72},
    {8, "legacy-hl7", Steady, Api, 24, "0.002", "90/day", "P30D", "legacy", 90, DemoPart::Suspended},
    {9, "決済API", Office, Api, 58, "0.4", "200/day", "P1M", "prod", 90},
    {9, "チャット窓口", Evening, Chat, 52, "2.5", "180/day", "P30D", "prod chat", 68},
    {9, "検証環境", Office, Api, 12, "0.1", "50/day", "P90D", "staging", 47, DemoPart::OneTerm},
    {10, "收银网关", Evening, Api, 110, "0.006", "350/day", "P30D", "prod", 90, DemoPart::Spiking},
    {10, "会员推荐", Evening, Embedding, 70, "0.006", "240/day", "P30D", "prod", 79},
    {10, "门店巡检", Steady, Device, 42, "0.002", "150/day", "P1M", "iot", 64},
    {10, "促销活动", Evening, Api, 26, "0.01", "90/day", "P30D", "trial", 75, DemoPart::Suspended},
    {11, "fraud-score", Steady, Api, 118, "0.008", "160/day", "P30D", "prod", 90, DemoPart::Rejected},
    {11, "kyc-documents", Office, Embedding, 54, "0.01", "200/day", "P30D", "prod", 83},
    {11, "advisor-chat", Office, Chat, 46, "0.03", "150/day", "P1M", "prod chat", 70},
    {11, "open-banking", Office, Api, 0, "0.005", "300/day", "P30D", "partner", 10, DemoPart::Unused},
};

static_assert(std::size(tokens) == 48);

} // namespace

std::span<const DemoCustomer> demoCustomers()
{
    return customers;
}

std::span<const DemoToken> demoTokens()
{
    return tokens;
}

} // namespace toll
