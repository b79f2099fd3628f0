// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importtext.h"

#include "core/services/wording.h"
#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <map>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

} // namespace

QString recognisedText(const ImportPreview &preview)
{
    QStringList facts = readingFacts(preview.layout);
    if (!preview.compression.empty())
        facts << Words::tr("compressed with %1").arg(QString::fromStdString(preview.compression));
    facts << bytesText(preview.bytes);
    if (preview.isRemembered)
        facts << Words::tr("columns as last time");
    return facts.join(QStringLiteral(" · "));
}

QString fieldLabel(const std::string &field)
{
    static const std::map<std::string, const char *> labels{
        {"time", QT_TRANSLATE_NOOP("Import", "Time")},
        {"id", QT_TRANSLATE_NOOP("Import", "Id of the request")},
        {"customer", QT_TRANSLATE_NOOP("Import", "Customer")},
        {"token", QT_TRANSLATE_NOOP("Import", "Token")},
        {"status", QT_TRANSLATE_NOOP("Import", "Status")},
        {"response_ms", QT_TRANSLATE_NOOP("Import", "Response time")},
        {"count", QT_TRANSLATE_NOOP("Import", "Count")},
        {"input_units", QT_TRANSLATE_NOOP("Import", "Input units, uncached")},
        {"total_input_units", QT_TRANSLATE_NOOP("Import", "Input units with cached ones")},
        {"cached_input_units", QT_TRANSLATE_NOOP("Import", "Cached input units")},
        {"cache_write_units", QT_TRANSLATE_NOOP("Import", "Cache write units")},
        {"output_units", QT_TRANSLATE_NOOP("Import", "Output units")},
        {"model", QT_TRANSLATE_NOOP("Import", "Model")},
        {"endpoint", QT_TRANSLATE_NOOP("Import", "Endpoint")},
        {"source", QT_TRANSLATE_NOOP("Import", "Source")},
    };
    if (const auto known = labels.find(field); known != labels.end())
        return Words::tr(known->second);
    if (field.starts_with("meter."))
        return Words::tr("Meter “%1”").arg(QString::fromStdString(field.substr(6)));
    return Words::tr("Dimension “%1”").arg(QString::fromStdString(field.substr(4)));
}

QString reportText(const ImportReport &report, bool isDryRun)
{
    const QString added = integerText(report.added);
    QStringList facts{isDryRun ? Words::tr("Would import %1").arg(added) : Words::tr("Imported %1").arg(added),
        Words::tr("%1 known already").arg(integerText(report.duplicates)),
        Words::tr("%1 rejected").arg(integerText(report.rejected))};
    if (report.conflicts > 0)
        facts << Words::tr("%1 contradict what is known; the first stands").arg(integerText(report.conflicts));
    if (report.empty > 0)
        facts << Words::tr("%1 without use (count 0)").arg(integerText(report.empty));
    if (report.createdTokens > 0)
        facts << Words::tr("%n token(s) made", nullptr, static_cast<int>(report.createdTokens));
    QString text = facts.join(QStringLiteral(" · "));
    if (report.knownDropped > 0)
        text += u'\n' + Words::tr("Known though their records were dropped: %1.").arg(integerText(report.knownDropped));
    if (report.late > 0)
        text += u'\n' + Words::tr("Dated in a closed period: %1.").arg(integerText(report.late));
    if (report.future > 0)
        text += u'\n' + Words::tr("Dated in the future: %1.").arg(integerText(report.future));
    if (report.broken)
        text += u'\n' + failureText(*report.broken, isDryRun);
    if (report.cancelled)
        text += u'\n'
            + (isDryRun ? Words::tr("Stopped before the end of the file.")
                        : Words::tr("Stopped before the end of the file. What was imported is kept; importing the file "
                                    "again goes on from there."));
    return text;
}

QString failureText(const Error &error, bool isDryRun)
{
    if (isDryRun)
        return sentence(error);
    return sentence(error) + u' '
        + Words::tr("Rows written before that are kept, and are not counted twice when the file is imported again.");
}

QString filesText(const QStringList &paths)
{
    const QString first = QFileInfo(paths.value(0)).fileName();
    const auto others = static_cast<int>(paths.size()) - 1;
    return others > 0 ? Words::tr("%1 and %n more", nullptr, others).arg(first) : first;
}

QString outcomesText(const std::vector<FileOutcome> &outcomes, bool isDryRun)
{
    const auto textOf = [isDryRun](const FileOutcome &outcome) {
        return outcome.report ? reportText(*outcome.report, isDryRun) : failureText(outcome.report.error(), isDryRun);
    };
    if (outcomes.size() == 1)
        return textOf(outcomes.front());
    ImportReport all = totalOf(outcomes);
    all.broken.reset(); // its file says so
    QStringList lines{reportText(all, isDryRun)};
    for (const FileOutcome &outcome : outcomes)
        lines << Words::tr("%1: %2", "a file and how it went")
                     .arg(QFileInfo(QString::fromStdString(outcome.path)).fileName(), textOf(outcome));
    return lines.join(u'\n');
}

} // namespace toll
