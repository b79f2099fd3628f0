// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "tests/support/zones.h"
#include "ui/models/rowsmodel.h"
#include "ui/text/moneytext.h"

namespace toll::test {

using namespace Qt::StringLiterals;

/// A few rows as the pages have them, for tests of the kit.
struct SampleRow {
    QString id;
    QString name;
    Status status;
    Decimal spend;
};

inline Decimal decimal(const char *text)
{
    return *Decimal::parse(text);
}

inline std::vector<Column<SampleRow>> columns(bool isChinese = false)
{
    const Currency dollars{"USD", 2};
    std::vector<Column<SampleRow>> all(3);
    all[0].id = u"name"_s;
    all[0].title = isChinese ? u"名称"_s : u"Name"_s;
    all[0].text = [](const SampleRow &row) { return row.name; };
    all[0].edit = all[0].text;
    all[1].id = u"status"_s;
    all[1].title = isChinese ? u"状态"_s : u"Status"_s;
    all[1].status = [](const SampleRow &row) { return row.status; };
    all[2].id = u"spend"_s;
    all[2].title = isChinese ? u"本月费用"_s : u"Spend this month"_s;
    all[2].alignment = Qt::AlignRight;
    all[2].text = [dollars](const SampleRow &row) { return moneyText(row.spend, dollars); };
    all[2].sortKey = [](const SampleRow &row) { return row.spend; };
    all[2].copy = [](const SampleRow &row) { return QString::fromStdString(row.spend.toString()); };
    return all;
}

inline std::vector<SampleRow> tokens(bool isChinese = false)
{
    const auto say = [isChinese](
                         const QString &english, const QString &chinese) { return isChinese ? chinese : english; };
    return {{u"1"_s, u"billing-prod"_s, {Shape::Dot, Tone::Ok, say(u"Active"_s, u"有效"_s)}, decimal("412.5")},
        {u"2"_s, u"mobile-gw"_s, {Shape::Half, Tone::Warning, say(u"Expires in 3 days"_s, u"3 天后过期"_s)},
            decimal("206.25")},
        {u"3"_s, u"partner-acme"_s, {Shape::Triangle, Tone::Danger, say(u"Exhausted"_s, u"已用尽"_s)},
            decimal("1031.13")},
        {u"4"_s, u"qa-staging"_s, {Shape::Square, Tone::Muted, say(u"Suspended"_s, u"已停用"_s)}, decimal("0")},
        {u"5"_s, u"cn-edge"_s, {Shape::Cross, Tone::Danger, say(u"Revoked"_s, u"已吊销"_s)}, decimal("-51.56")},
        {u"6"_s, u"a-token-with-a-rather-long-name-that-does-not-fit-anywhere"_s,
            {Shape::Ring, Tone::Muted, say(u"Unused"_s, u"未使用"_s)}, decimal("9")}};
}

using SampleModel = RowsModel<SampleRow>;

inline SampleModel *newModel(QObject *parent, bool isChinese = false)
{
    auto *model = new SampleModel(
        columns(isChinese), [](const SampleRow &row) { return row.id; }, parent);
    model->setRows(tokens(isChinese));
    return model;
}

inline Clock fixedClock()
{
    return [] { return test::utc("2026-11-23T12:00:00.000Z"); };
}

} // namespace toll::test
