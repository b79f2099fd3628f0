// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done on the page, as actions of the one registry: with scenarios, and with what is shown.
#include "core/reports/csv.h"
#include "core/services/scenariowords.h"
#include "core/services/wording.h"
#include "ui/pages/simulation/outcometext.h"
#include "ui/pages/simulation/pdfexport.h"
#include "ui/pages/simulation/resultsview.h"
#include "ui/pages/simulation/scenariobox.h"
#include "ui/pages/simulation/scenariocalls.h"
#include "ui/pages/simulation/scenariodialogs.h"
#include "ui/pages/simulation/simulationpage.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSaveFile>

namespace toll {

namespace {

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

bool write(const QString &path, const std::string &text)
{
    QSaveFile file(path);
    const auto length = static_cast<qint64>(text.size());
    return file.open(QIODevice::WriteOnly) && file.write(text.data(), length) == length && file.commit();
}

/// Numbers as text, as everywhere where digits count.
Json rowsOf(const ReportTable &table)
{
    Json::Array rows;
    for (const std::vector<std::string> &cells : table.rows) {
        Json row;
        for (std::size_t i = 0; i < cells.size(); ++i)
            row.set(table.columns[i].name, cells[i]);
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Whether two are the same but for their names.
bool isSame(ScenarioSet a, ScenarioSet b)
{
    const auto strip = [](ScenarioSet &set) {
        set.name.clear();
        for (Scenario &change : set.changes)
            change.name.clear();
        std::erase_if(set.changes, [](const Scenario &change) { return change.changesNothing(); });
    };
    strip(a);
    strip(b);
    return a == b;
}

} // namespace

QAction *SimulationPage::add(
    const char *id, const QString &text, const QString &icon, const QString &tip, void (SimulationPage::*run)())
{
    return context().actions.add(this,
        {.id = QString::fromLatin1(id),
            .text = text,
            .icon = icon,
            .statusTip = tip,
            .menu = QStringLiteral("tools"),
            .run =
                [this, run] {
                    if (!isVisible())
                        context().navigate(this->id(), {});
                    (this->*run)();
                },
            .submenu = tr("What-&if")});
}

void SimulationPage::addActions()
{
    add("simulation.save", tr("&Save the scenario…"), QStringLiteral("check"),
        tr("Keeps the scenario under a name; under one that is known, as its next version."), &SimulationPage::save);
    add("simulation.pin", tr("&Compare the scenario"), QStringLiteral("columns"),
        tr("Puts the scenario beside others, on the tab Compare; up to six."), &SimulationPage::pinShown);
    m_ofStored << add("simulation.duplicate", tr("&Duplicate the scenario…"), QStringLiteral("copy"),
        tr("Keeps the stored scenario under another name as well."), &SimulationPage::duplicate);
    m_ofStored << add("simulation.rename", tr("&Rename the scenario…"), QStringLiteral("edit"),
        tr("Gives the stored scenario another name."), &SimulationPage::renameOpened);
    m_ofStored << add("simulation.versions", tr("&Versions of the scenario…"), QStringLiteral("ledger"),
        tr("Shows all versions of the stored scenario, to open one again."), &SimulationPage::showVersions);
    m_ofStored << add("simulation.remove", tr("De&lete the scenario"), QStringLiteral("close"),
        tr("Deletes the stored scenario with all its versions; this can be undone."), &SimulationPage::removeOpened);
    add("simulation.draft", tr("Turn into a draft &plan…"), QStringLiteral("plans"),
        tr("Makes the scenario the draft of a plan's next version, on the page of plans; nothing is stored yet."),
        &SimulationPage::turnIntoDraft);
    context().actions.add(this,
        {.id = QStringLiteral("simulation.export"),
            .text = tr("Export the what-if table…"),
            .icon = QStringLiteral("export"),
            .statusTip = tr("Writes the table that is shown to a CSV or JSON file."),
            .run = [this] { exportTable(); }});
    context().actions.add(this,
        {.id = QStringLiteral("simulation.exportPdf"),
            .text = tr("Export as PDF…"),
            .icon = QStringLiteral("file"),
            .statusTip = tr("Writes totals, waterfall, movers and the tab that is shown, with method and assumptions, to "
                            "a PDF file."),
            .run = [this] { exportPdf(); }});
    context().actions.add(this,
        {.id = QStringLiteral("simulation.exportScenario"),
            .text = tr("Write a scenario file…"),
            .icon = QStringLiteral("file"),
            .statusTip = tr("Writes the what-if as a JSON file that the command line reads."),
            .run = [this] { exportScenario(); }});
    context().actions.add(this,
        {.id = QStringLiteral("simulation.copyCommand"),
            .text = tr("Copy the what-if as a command line"),
            .icon = QStringLiteral("copy"),
            .statusTip = tr("Copies the command that gives the same answer in a terminal."),
            .run = [this] { copyCommand(); }});
}

void SimulationPage::followActions()
{
    for (QAction *action : m_ofStored)
        action->setEnabled(m_opened.has_value());
    const ScenarioSet set = m_form->scenarioSet();
    const bool isChanged = m_opened ? !isSame(set, m_opened->set) : !set.changesNothing();
    m_box->setOpened(m_opened, isChanged, readyShown());
}

void SimulationPage::connectScenarios()
{
    connect(&context().workspace, &Workspace::changed, this, [this](Topics topics) {
        if (topics.testFlag(Topic::Scenarios))
            loadScenarios();
    });
    connect(m_box, &ScenarioBox::blankChosen, this, [this] { openSet({}, std::nullopt); });
    connect(m_box, &ScenarioBox::readyChosen, this, &SimulationPage::openReady);
    connect(m_box, &ScenarioBox::storedChosen, this, &SimulationPage::openStored);
    connect(m_results, &ResultsView::questionChosen, this, &SimulationPage::openReady);
}

void SimulationPage::loadScenarios()
{
    ++m_listing;
    context().workspace.read(
        this, [](Services &services) { return services.scenarios.list(); },
        [this](const Result<std::vector<ScenarioEntry>> &entries) {
            --m_listing;
            if (!entries) {
                context().notifyError(sentence(entries.error()));
                return;
            }
            m_box->setEntries(*entries);
            if (const QString name = std::exchange(m_openedAtStart, QString()); !name.isEmpty()) {
                for (const ScenarioEntry &entry : *entries)
                    if (textOf(entry.set.name) == name)
                        m_opened = entry;
            }
            if (m_opened && !isKnown(textOf(m_opened->set.name)))
                m_opened.reset(); // what it says stays in the form
            followActions();
        });
}

bool SimulationPage::isKnown(const QString &name) const
{
    return std::ranges::any_of(
        m_box->entries(), [&name](const ScenarioEntry &entry) { return textOf(entry.set.name) == name; });
}

void SimulationPage::openSet(const ScenarioSet &set, const std::optional<ScenarioEntry> &entry)
{
    m_opened = entry;
    m_form->setScenarioSet(set);
    onMoved();
}

void SimulationPage::openStored(const QString &name)
{
    for (const ScenarioEntry &entry : m_box->entries())
        if (textOf(entry.set.name) == name)
            return openSet(entry.set, entry);
}

void SimulationPage::openReady(const QString &id)
{
    for (const ReadyQuestion &question : readyQuestions())
        if (question.id == id)
            return openSet(question.set, std::nullopt);
}

/// The ready question that the form shows just as it is.
QString SimulationPage::readyShown() const
{
    for (const ReadyQuestion &question : readyQuestions())
        if (isSame(question.set, m_form->scenarioSet()))
            return question.id;
    return {};
}

NameDialog *SimulationPage::askName(const QString &title, const QString &button, const QString &name, bool mayBeKnown)
{
    const auto fault = [this, mayBeKnown](const QString &typed) {
        return !mayBeKnown && isKnown(typed) ? tr("There is a scenario of this name already.") : QString();
    };
    const auto hint = [this, mayBeKnown](const QString &typed) {
        for (const ScenarioEntry &entry : m_box->entries())
            if (mayBeKnown && textOf(entry.set.name) == typed)
                return tr("It becomes version %1; the others are kept.").arg(entry.version + 1);
        return QString();
    };
    auto *dialog = new NameDialog(title, button, name, fault, hint, window());
    return dialog;
}

void SimulationPage::save()
{
    QString name = m_opened ? textOf(m_opened->set.name) : QString();
    for (const ReadyQuestion &question : readyQuestions())
        if (name.isEmpty() && question.id == readyShown())
            name = question.text;
    NameDialog *dialog = askName(tr("Save the scenario"), tr("Save"), name, true);
    connect(dialog, &NameDialog::named, this, [this](const QString &typed) {
        ScenarioSet set = m_form->scenarioSet();
        set.name = typed.toStdString();
        saveScenario(context(), set, [page = QPointer<SimulationPage>(this)](const ScenarioEntry &entry) {
            if (!page)
                return;
            page->m_opened = entry;
            page->loadScenarios();
        });
    });
    dialog->open();
}

void SimulationPage::duplicate()
{
    if (!m_opened)
        return;
    const QString name = textOf(m_opened->set.name);
    NameDialog *dialog = askName(tr("Duplicate “%1”").arg(name), tr("Duplicate"), tr("%1 (copy)").arg(name), false);
    connect(dialog, &NameDialog::named, this, [this, name](const QString &typed) {
        duplicateScenario(context(), name.toStdString(), typed.toStdString(),
            [page = QPointer<SimulationPage>(this)](const ScenarioEntry &entry) {
                if (page)
                    page->openSet(entry.set, entry);
            });
    });
    dialog->open();
}

void SimulationPage::renameOpened()
{
    if (!m_opened)
        return;
    const QString name = textOf(m_opened->set.name);
    NameDialog *dialog = askName(tr("Rename “%1”").arg(name), tr("Rename"), name, false);
    connect(dialog, &NameDialog::named, this, [this, name](const QString &typed) {
        m_openedAtStart = typed; // to be found again under its new name
        renameScenario(context(), name.toStdString(), typed.toStdString());
    });
    dialog->open();
}

void SimulationPage::removeOpened()
{
    if (m_opened)
        removeScenario(context(), m_opened->set.name);
}

void SimulationPage::showVersions()
{
    if (!m_opened || !m_replayer->history())
        return;
    context().workspace.read(
        this, [name = m_opened->set.name](Services &services) { return services.scenarios.versions(name); },
        [this](const Result<std::vector<ScenarioEntry>> &versions) {
            if (!versions) {
                context().notifyError(sentence(versions.error()));
                return;
            }
            const LoadedHistory &history = *m_replayer->history();
            auto *dialog = new VersionsDialog(*versions, history.zone, history.baseline, window());
            connect(dialog, &VersionsDialog::chosen, this,
                [this](const ScenarioEntry &version) { openSet(version.set, version); });
            dialog->open();
        });
}

void SimulationPage::exportTable()
{
    auto *dialog = new QFileDialog(window(), tr("Export the table"),
        tr("what-if-%1.csv").arg(m_results->current()->id()), tr("CSV files (*.csv);;JSON files (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(u"json") ? QStringLiteral("json") : QStringLiteral("csv"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &SimulationPage::writeTable);
    dialog->open();
}

/// As JSON with the scenario and how it was found.
void SimulationPage::writeTable(const QString &path)
{
    const ReportTable table = m_results->current()->report();
    std::string text;
    if (path.endsWith(u".json", Qt::CaseInsensitive)) {
        Json document;
        document.set("table", table.name).set("scenario", toJson(m_answered.set));
        document.set("method", m_results->methodShown().toStdString()).set("rows", rowsOf(table));
        text = document.dumpPretty();
    } else {
        text = toCsv(table);
    }
    if (write(path, text))
        context().notify(tr("Saved as %1").arg(QDir::toNativeSeparators(path)));
    else
        context().notifyError(tr("The file %1 cannot be written. Choose another place.").arg(path));
}

void SimulationPage::exportPdf()
{
    if (!m_replayer->history() || m_round == 0)
        return context().notify(tr("Wait until the history has been read."));
    ScenarioSet set = m_answered.set;
    if (m_opened && isSame(set, m_opened->set))
        set.name = m_opened->set.name;
    for (const ReadyQuestion &question : readyQuestions())
        if (set.name.empty() && isSame(set, question.set))
            set.name = question.text.toStdString();
    toll::exportPdf(context(), window(), set, *m_results->current(), *m_replayer->history());
}

void SimulationPage::exportScenario()
{
    auto *dialog = new QFileDialog(
        window(), tr("Write a scenario file"), QStringLiteral("scenario.json"), tr("Scenario files (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        ScenarioSet set = m_form->scenarioSet();
        set.name = m_opened ? m_opened->set.name : std::string();
        if (write(path, toJson(set).dumpPretty()))
            context().notify(tr("Saved as %1").arg(QDir::toNativeSeparators(path)));
        else
            context().notifyError(tr("The file %1 cannot be written. Choose another place.").arg(path));
    });
    dialog->open();
}

void SimulationPage::copyCommand()
{
    if (!m_replayer->history())
        return;
    const ScenarioSet set = m_form->scenarioSet();
    const bool isOneLine = set.changes.size() == 1 && !set.changes.front().plan && set.assumptions == Assumptions();
    QGuiApplication::clipboard()->setText(commandLine(set, *m_replayer->history()));
    context().notify(isOneLine
            ? tr("The command has been copied.")
            : tr("The command has been copied. It reads the file that “Write a scenario file…” makes."));
}

void SimulationPage::trigger(const QString &action)
{
    if (QAction *found = context().actions.find(action))
        found->trigger();
}

} // namespace toll
