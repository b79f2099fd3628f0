// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/refusalstab.h"

#include "core/services/studywords.h"
#include "ui/pages/simulation/resultcolumns.h"
#include "ui/text/timetext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/filterchips.h"

#include <QComboBox>
#include <QHash>
#include <QSpinBox>

#include <algorithm>

namespace toll {

namespace {

using TokenRow = RefusalsTab::TokenRow;
using RefusalRow = RefusalsTab::RefusalRow;

constexpr int mostInField = 9'999'999; ///< as many digits as the field has room for

/// The reason that most of them were refused for; nothing where none was.
std::optional<RefusalReason> mainReason(const RefusedBy &by)
{
    const auto most = std::ranges::max_element(by);
    return *most > 0 ? std::optional(static_cast<RefusalReason>(most - by.begin())) : std::nullopt;
}

std::vector<Column<TokenRow>> tokenColumns()
{
    std::vector<Column<TokenRow>> columns{
        wordColumn<TokenRow>("token", RefusalsTab::tr("Token"),
            [](const TokenRow &row) { return QString::fromStdString(row.token.name); }),
        wordColumn<TokenRow>("customer", RefusalsTab::tr("Customer"), [](const TokenRow &row) { return row.customer; }),
        countColumn<TokenRow>(
            "admitted", RefusalsTab::tr("Admitted"), [](const TokenRow &row) { return row.token.admitted; }),
        countColumn<TokenRow>(
            "refused", RefusalsTab::tr("Refused"), [](const TokenRow &row) { return row.token.refused; }),
        wordColumn<TokenRow>("reason", RefusalsTab::tr("Mostly because"),
            [](const TokenRow &row) {
                const auto reason = mainReason(row.token.by);
                return reason ? reasonText(*reason) : QString();
            }),
        wordColumn<TokenRow>("ran_out", RefusalsTab::tr("Ran out on"),
            [](const TokenRow &row) {
                return row.token.runOuts.empty() ? QString() : dayTextOf(row.token.runOuts.front().day);
            }),
        countColumn<TokenRow>(
            "renewals", RefusalsTab::tr("Renewals"), [](const TokenRow &row) { return row.token.renewals; }),
        changeColumn<TokenRow>(
            "delta", RefusalsTab::tr("Billed"), [](const TokenRow &row) { return row.token.delta; })};
    columns[3].tone = [](const TokenRow &row) { return row.token.refused > 0 ? Tone::Warning : Tone::Muted; };
    columns[5].copy = [](const TokenRow &row) {
        return row.token.runOuts.empty() ? QString() : QString::fromStdString(toIso(row.token.runOuts.front().day));
    };
    columns[5].sortKey = [](const TokenRow &row) {
        return row.token.runOuts.empty() ? SortKey(std::monostate()) : SortKey(row.token.runOuts.front().at.ms);
    };
    columns[5].toolTip = [](const TokenRow &row) {
        QStringList days;
        for (const RunOut &out : row.token.runOuts)
            days << RefusalsTab::tr("%1 (term %2)").arg(dayTextOf(out.day), QString::number(out.term));
        return days.join(u'\n');
    };
    columns[7].titleToolTip = RefusalsTab::tr("What less or more is billed, because of what is refused or admitted");
    return columns;
}

std::vector<Column<RefusalRow>> refusalColumns(const Zone &zone)
{
    std::vector<Column<RefusalRow>> columns{
        wordColumn<RefusalRow>("time", RefusalsTab::tr("Time"),
            [zone](const RefusalRow &row) { return dateTimeText(row.row.time, zone); }),
        wordColumn<RefusalRow>("token", RefusalsTab::tr("Token"), [](const RefusalRow &row) { return row.token; }),
        wordColumn<RefusalRow>(
            "customer", RefusalsTab::tr("Customer"), [](const RefusalRow &row) { return row.customer; }),
        countColumn<RefusalRow>(
            "requests", RefusalsTab::tr("Requests"), [](const RefusalRow &row) { return row.row.requests; }),
        wordColumn<RefusalRow>(
            "reason", RefusalsTab::tr("Because"), [](const RefusalRow &row) { return reasonText(row.row.reason); }),
        wordColumn<RefusalRow>("limit", RefusalsTab::tr("Limit"),
            [](const RefusalRow &row) { return QString::fromStdString(row.row.limit); }),
        wordColumn<RefusalRow>("not_before", RefusalsTab::tr("Again from"), [zone](const RefusalRow &row) {
            return row.row.notBefore ? dateTimeText(*row.row.notBefore, zone) : QString();
        })};
    columns[0].sortKey = [](const RefusalRow &row) { return SortKey(row.row.time.ms); };
    columns[0].copy = [](const RefusalRow &row) { return QString::fromStdString(toRfc3339(row.row.time)); };
    columns[0].toolTip = [zone](const RefusalRow &row) { return exactTimeText(row.row.time, zone); };
    columns[6].copy = [](const RefusalRow &row) {
        return row.row.notBefore ? QString::fromStdString(toRfc3339(*row.row.notBefore)) : QString();
    };
    return columns;
}

} // namespace

RefusalsTab::RefusalsTab(QWidget *parent)
    : ResultTab(tr("Refusals"), QStringLiteral("refusals"), parent), m_rate(new QSpinBox), m_unit(new QComboBox),
      m_burst(new QSpinBox), m_chips(new FilterChips),
      m_tokens(new RowsModel<TokenRow>(
          tokenColumns(),
          [](const TokenRow &row) { return row.customer + u'/' + QString::fromStdString(row.token.id.text); }, this)),
      m_refusals(new RowsModel<RefusalRow>(
          refusalColumns(Zone()), [](const RefusalRow &row) { return QString::number(row.number); }, this))
{
    buildInputs();
    m_tokenTable = addTable(m_tokens, tr("What limits do to each token"), QStringLiteral("token"));
    m_refusalTable = addTable(m_refusals, tr("What was refused, in order of time"), QStringLiteral("token"));
    m_tokenTable->setYieldingColumns({QStringLiteral("renewals"), QStringLiteral("admitted")});
    m_refusalTable->setYieldingColumns({QStringLiteral("customer")});
    m_chips->setChips(
        {{QStringLiteral("tokens"), tr("By token"), 0}, {QStringLiteral("refusals"), tr("One by one"), 0}});
    connect(m_chips, &FilterChips::currentChanged, this, &RefusalsTab::choose);
    choose(m_chips->current());
}

void RefusalsTab::buildInputs()
{
    m_rate->setRange(0, mostInField);
    m_rate->setSpecialValueText(tr("no limit"));
    m_rate->setGroupSeparatorShown(true);
    m_rate->setAccessibleName(tr("Rate limit: requests"));
    m_rate->setToolTip(tr("Tried beside the scenario, on every token it is about: how many requests get through in the "
                          "long run. No plan has it, and no total counts it."));
    m_unit->addItem(tr("a second"), QStringLiteral("second"));
    m_unit->addItem(tr("a minute"), QStringLiteral("min"));
    m_unit->addItem(tr("an hour"), QStringLiteral("hour"));
    m_unit->setAccessibleName(tr("Rate limit: a second, a minute or an hour"));
    m_burst->setRange(0, mostInField);
    m_burst->setSpecialValueText(tr("as many"));
    m_burst->setGroupSeparatorShown(true);
    m_burst->setToolTip(tr("How many may come at once after a pause"));
    addInput(tr("Rate limit"), m_rate);
    addInput(m_unit);
    addInput(tr("at once"), m_burst);
    beginInputRow();
    addInput(m_chips);
    const auto follow = [this] {
        m_unit->setEnabled(m_rate->value() > 0);
        m_burst->setEnabled(m_rate->value() > 0);
    };
    follow();
    connect(m_rate, &QSpinBox::valueChanged, this, follow);
    for (QSpinBox *box : {m_rate, m_burst}) {
        box->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("9,999,999")) + 36);
        box->setKeyboardTracking(false); // each figure of a number is no question
        connect(box, &QSpinBox::valueChanged, this, &RefusalsTab::asked);
    }
    connect(m_unit, &QComboBox::activated, this, &RefusalsTab::asked);
}

std::optional<RateLimit> RefusalsTab::rateLimit() const
{
    if (m_rate->value() == 0)
        return std::nullopt;
    std::string text = std::to_string(m_rate->value()) + '/' + m_unit->currentData().toString().toStdString();
    if (m_burst->value() > 0)
        text += " burst " + std::to_string(m_burst->value());
    const Result<RateLimit> limit = parseRateLimit(text);
    return limit ? std::optional(*limit) : std::nullopt;
}

QString RefusalsTab::method() const
{
    return m_asked ? tr("Refusals: every token the scenario is about is held to %1 as well, decided by the generic cell "
                        "rate algorithm.")
                         .arg(QString::fromStdString(toString(*m_asked)))
                   : QString();
}

QVariantMap RefusalsTab::state() const
{
    return {{QStringLiteral("rate"), m_rate->value()}, {QStringLiteral("unit"), m_unit->currentData()},
        {QStringLiteral("burst"), m_burst->value()}};
}

void RefusalsTab::restore(const QVariantMap &state)
{
    m_rate->setValue(state.value(QStringLiteral("rate")).toInt());
    m_unit->setCurrentIndex(std::max(0, m_unit->findData(state.value(QStringLiteral("unit")))));
    m_burst->setValue(state.value(QStringLiteral("burst")).toInt());
}

void RefusalsTab::choose(const QString &chip)
{
    m_tokenTable->setVisible(chip != u"refusals");
    m_refusalTable->setVisible(chip == u"refusals");
}

std::optional<StudyQuestions> RefusalsTab::questions() const
{
    StudyQuestions questions;
    questions.limits = LimitRules();
    questions.limits->tokenRate = rateLimit();
    return questions;
}

void RefusalsTab::showTried(const TriedOut &, const LoadedHistory &history)
{
    if (history.zone.id() == m_zone.id())
        return;
    m_zone = history.zone;
    m_refusals->setColumns(refusalColumns(m_zone));
}

void RefusalsTab::showStudy(const Study &study, bool)
{
    m_limits = study.limits;
    m_asked = rateLimit();
    showPlace();
}

void RefusalsTab::showPlace()
{
    const LimitOutcome *outcome = shown(m_limits);
    if (!outcome)
        return;
    std::vector<TokenRow> tokens;
    QHash<QString, std::pair<QString, QString>> names; ///< by the token's id: customer and token
    for (const CustomerLimits &customer : outcome->customers)
        for (const TokenLimits &token : customer.tokens) {
            const QString name = QString::fromStdString(customer.name);
            tokens.push_back({token, name, outcome->currency});
            names.insert(QString::fromStdString(token.id.text), {name, QString::fromStdString(token.name)});
        }
    std::ranges::stable_sort(tokens, std::greater(), [](const TokenRow &row) { return row.token.refused; });
    std::vector<RefusalRow> refusals;
    for (const RefusedRow &row : outcome->refusals) {
        const auto [customer, token] = names.value(QString::fromStdString(row.token.text));
        refusals.push_back({row, customer, token, static_cast<int>(refusals.size())});
    }
    m_chips->setChips({{QStringLiteral("tokens"), tr("By token"), static_cast<int>(tokens.size())},
        {QStringLiteral("refusals"), tr("One by one"), static_cast<int>(refusals.size())}});
    choose(m_chips->current());
    m_tokens->setRows(std::move(tokens));
    m_refusals->setRows(std::move(refusals));
    const auto more = outcome->refusedRows - static_cast<std::int64_t>(outcome->refusals.size());
    m_refusalTable->setFooter(
        more > 0 ? tr("The first ones; %1 more are only counted.").arg(integerText(more)) : QString());
    setHeadline(summary(*outcome));
}

QString RefusalsTab::summary(const LimitOutcome &outcome)
{
    if (outcome.refused == 0)
        return tr("Nobody would have been refused: all %1 requests are admitted.").arg(integerText(outcome.admitted));
    QStringList why;
    for (std::size_t i = 0; i < outcome.by.size(); ++i)
        if (outcome.by[i] > 0)
            why << tr("%1: %2", "why requests are refused, how many")
                       .arg(reasonText(static_cast<RefusalReason>(i)), integerText(outcome.by[i]));
    int ranOut = 0;
    for (const CustomerLimits &customer : outcome.customers)
        ranOut += static_cast<int>(
            std::ranges::count_if(customer.tokens, [](const TokenLimits &token) { return !token.runOuts.empty(); }));
    QStringList lines{tr("%1 of %2 requests would have been refused (%3).")
            .arg(integerText(outcome.refused), integerText(outcome.refused + outcome.admitted),
                why.join(QStringLiteral("; ")))};
    if (ranOut > 0)
        lines << tr("%n token(s) would have run out.", nullptr, ranOut);
    lines << tr("What is billed: %1.").arg(differenceText(outcome.delta, outcome.currency));
    return lines.join(u' ');
}

} // namespace toll
