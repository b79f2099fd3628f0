// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/ratesdialog.h"

#include "core/services/planwords.h"
#include "core/services/tiertable.h"
#include "core/services/wording.h"
#include "core/services/zones.h"
#include "ui/pages/plans/plancalls.h"
#include "ui/pages/plans/plandrafts.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/field.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <ranges>

namespace toll {

namespace {

std::vector<Column<ExchangeRow>> columns()
{
    Column<ExchangeRow> pair;
    pair.id = QStringLiteral("pair");
    pair.title = RatesDialog::tr("Currencies");
    pair.text = [](const ExchangeRow &row) {
        return RatesDialog::tr("%1 → %2", "currencies")
            .arg(QString::fromStdString(row.base), QString::fromStdString(row.quote));
    };
    Column<ExchangeRow> date;
    date.id = QStringLiteral("date");
    date.title = RatesDialog::tr("From");
    date.text = [](const ExchangeRow &row) { return QString::fromStdString(row.date); };
    Column<ExchangeRow> rate;
    rate.id = QStringLiteral("rate");
    rate.title = RatesDialog::tr("Rate");
    rate.text = [](const ExchangeRow &row) { return decimalText(row.rate); };
    rate.sortKey = [](const ExchangeRow &row) { return SortKey(row.rate); };
    rate.copy = [](const ExchangeRow &row) { return QString::fromStdString(row.rate.toString()); };
    rate.alignment = Qt::AlignRight;
    Column<ExchangeRow> source;
    source.id = QStringLiteral("source");
    source.title = RatesDialog::tr("Source");
    source.text = [](const ExchangeRow &row) {
        return row.source.empty() ? QStringLiteral("–") : QString::fromStdString(row.source);
    };
    return {pair, date, rate, source};
}

QString keyOf(const ExchangeRow &row)
{
    return QString::fromStdString(row.base + '/' + row.quote + '/' + row.date);
}

QComboBox *currencyChoice(const char *name, const std::string &chosen)
{
    auto *choice = new QComboBox;
    choice->setObjectName(QString::fromLatin1(name));
    choice->setEditable(true);
    choice->setInsertPolicy(QComboBox::NoInsert);
    for (const Currency &currency : currencies())
        choice->addItem(QString::fromStdString(currency.code));
    choice->setCurrentText(QString::fromStdString(chosen));
    return choice;
}

std::string codeIn(const QComboBox *choice)
{
    return choice->currentText().trimmed().toUpper().toStdString();
}

} // namespace

RatesDialog::RatesDialog(PageContext &context, const PlansAnswer &answer, QWidget *parent)
    : QDialog(parent), m_context(context), m_model(new RowsModel<ExchangeRow>(columns(), &keyOf, this)),
      m_table(new DataTable), m_date(new QDateEdit), m_rate(new QLineEdit), m_source(new QLineEdit),
      m_fault(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Exchange rates"));
    const std::string &own = answer.info.currency;
    const auto other = std::ranges::find_if(
        answer.customers, [&](const Customer &one) { return one.currency != own; });
    m_base = currencyChoice("base", own);
    m_quote = currencyChoice("quote", other == answer.customers.end() ? std::string() : other->currency);
    m_date->setDate(localDate(answer.now, zoneNamed(answer.info.timezone).value_or(Zone())));
    build();
    load();
    connect(&m_context.workspace, &Workspace::changed, this, [this](Topics topics) {
        if (topics.testFlag(Topic::Plans))
            load();
    });
}

void RatesDialog::build()
{
    auto *intro = new QLabel(tr("A customer whose currency is not the plan's sees the total converted once, at the last "
                                "rate stated for the period's last day or before. A stated rate is never changed."));
    intro->setWordWrap(true);
    intro->setForegroundRole(QPalette::PlaceholderText);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    m_fault->hide();
    auto *buttons = new QDialogButtonBox;
    m_state = buttons->addButton(tr("State rate"), QDialogButtonBox::AcceptRole);
    m_state->setObjectName(QStringLiteral("stateRate"));
    setPrimary(m_state);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(intro);
    layout->addWidget(buildTable(), 1);
    layout->addWidget(buildForm());
    layout->addWidget(m_fault);
    layout->addWidget(buttons);
    resize(600, 520);
    connect(buttons, &QDialogButtonBox::accepted, this, &RatesDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_rate->setFocus();
}

QWidget *RatesDialog::buildTable()
{
    m_table->view()->setObjectName(QStringLiteral("rates"));
    m_table->view()->setAccessibleName(tr("Stated exchange rates"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("source"));
    m_table->setEmptyStates(new EmptyState(QStringLiteral("sync"), tr("No rate is stated yet"),
                                tr("Without one, bills in another currency say that a rate is missing.")),
        nullptr);
    return m_table;
}

QWidget *RatesDialog::buildForm()
{
    m_date->setObjectName(QStringLiteral("date"));
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_rate->setObjectName(QStringLiteral("rate"));
    m_rate->setPlaceholderText(QStringLiteral("7.1"));
    m_source->setObjectName(QStringLiteral("source"));
    m_source->setPlaceholderText(tr("such as ECB; printed on bills"));
    auto *form = new QWidget;
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    const auto add = [grid](int row, int column, int span, const QString &label, QWidget *input) {
        auto *field = new Field(input);
        auto *name = new QLabel(label);
        name->setBuddy(input);
        input->setAccessibleName(withoutMnemonic(label));
        grid->addWidget(name, row, column, 1, span);
        grid->addWidget(field, row + 1, column, 1, span, Qt::AlignTop);
        grid->setColumnStretch(column, 1);
        return field;
    };
    m_baseField = add(0, 0, 1, tr("&Currency"), m_base);
    m_rateField = add(0, 1, 1, tr("&Rate"), m_rate);
    m_quoteField = add(0, 2, 1, tr("&In currency"), m_quote);
    m_dateField = add(0, 3, 1, tr("&Holds from"), m_date);
    add(2, 0, 4, tr("&Source"), m_source);
    for (QComboBox *choice : {m_base, m_quote})
        connect(choice, &QComboBox::currentTextChanged, this, &RatesDialog::showMeaning);
    connect(m_rate, &QLineEdit::textChanged, this, &RatesDialog::showMeaning);
    connect(m_date, &QDateEdit::dateChanged, this, &RatesDialog::showMeaning);
    return form;
}

void RatesDialog::load()
{
    ++m_pending;
    m_context.workspace.ask(
        this, [](Services &services) { return services.exchange.list(); },
        [this](const Result<std::vector<ExchangeRow>> &rows) {
            --m_pending;
            if (!rows) {
                say(rows.error());
                return;
            }
            std::vector<ExchangeRow> newest = *rows;
            std::ranges::stable_sort(newest, std::greater(), &ExchangeRow::date);
            m_model->setRows(std::move(newest));
        });
}

/// Whatever was wrong is being changed; which way round the rate is meant is said in full.
void RatesDialog::showMeaning()
{
    for (Field *field : {m_baseField, m_quoteField, m_dateField, m_rateField})
        field->complain({});
    m_fault->hide();
    const Result<Decimal> rate = Decimal::parse(plainRate(m_rate->text().trimmed().toStdString()));
    const bool isWhole = rate && !codeIn(m_base).empty() && !codeIn(m_quote).empty();
    m_rateField->setHint(isWhole ? tr("1 %1 = %2 %3").arg(QString::fromStdString(codeIn(m_base)), decimalText(*rate),
                                       QString::fromStdString(codeIn(m_quote)))
                                 : QString());
}

void RatesDialog::apply()
{
    if (!m_state->isEnabled())
        return;
    showMeaning();
    const Result<Decimal> rate = Decimal::parse(plainRate(m_rate->text().trimmed().toStdString()));
    if (!rate) {
        say({rate.error().code, "rate", m_rate->text().trimmed().toStdString(), "7.1", 0});
        return;
    }
    m_state->setEnabled(false);
    ++m_pending;
    const ExchangeRow row{codeIn(m_base), codeIn(m_quote), m_date->date().toString(Qt::ISODate).toStdString(), *rate,
        m_source->text().trimmed().toStdString()};
    m_context.workspace.ask(
        &PlanDrafts::of(m_context.workspace), [row](Services &services) { return services.exchange.set(row); },
        [guard = QPointer(this), &context = m_context](const Result<ExchangeRow> &answer) {
            if (guard)
                guard->adopt(answer);
            else if (!answer)
                context.notifyError(sentence(answer.error()));
        });
}

void RatesDialog::adopt(const Result<ExchangeRow> &answer)
{
    --m_pending;
    m_state->setEnabled(true);
    if (!answer) {
        say(answer.error());
        return;
    }
    m_context.notify(tr("One %1 costs %2 %3 from %4.")
                         .arg(QString::fromStdString(answer->base), decimalText(answer->rate),
                             QString::fromStdString(answer->quote), QString::fromStdString(answer->date)));
    m_rate->clear();
    m_rate->setFocus();
}

void RatesDialog::say(const Error &fault)
{
    const std::array<std::pair<std::string_view, Field *>, 4> fields{
        {{"base", m_baseField}, {"quote", m_quoteField}, {"date", m_dateField}, {"rate", m_rateField}}};
    const auto field = std::ranges::find(fields, fault.where, &std::pair<std::string_view, Field *>::first);
    if (field == fields.end()) {
        m_fault->setText(sentence(fault));
        setInk(m_fault, true);
        m_fault->show();
        return;
    }
    const bool isSame = field->second == m_quoteField && codeIn(m_base) == codeIn(m_quote);
    field->second->complain(fault.code == ErrorCode::Conflict
            ? tr("For this day %1 is stated already, and stays.").arg(QString::fromStdString(fault.expected))
            : isSame ? tr("Choose another currency.")
                     : complaint(fault));
    field->second->setFocus();
}

} // namespace toll
