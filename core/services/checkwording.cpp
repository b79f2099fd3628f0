// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/check.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(toll)
};

QString ofFile(const Finding &finding, const QString &where, const QString &found, const QString &expected)
{
    switch (finding.kind) {
    case FindingKind::Header:
        return finding.where == "magic"
            ? Words::tr("The file does not begin as a database does.")
            : Words::tr("The file is not marked as a workspace (%1 instead of %2).").arg(found, expected);
    case FindingKind::Version:
        return Words::tr("The schema version %1 is not known (known: %2).").arg(found, expected);
    case FindingKind::Schema:
        return Words::tr("“%1” of the schema is missing, was changed or does not belong there.").arg(where);
    case FindingKind::Reference:
        return Words::tr("Row %1 of “%2” names something in “%3” that is not there.").arg(expected, where, found);
    case FindingKind::Record:
        return Words::tr("Something stored cannot be read: %1 %2").arg(where, found).trimmed();
    case FindingKind::Conflict:
        return Words::tr("A body of conflict %1 cannot be read.").arg(where);
    case FindingKind::Ledger:
        return found.isEmpty() ? Words::tr("Entry %1 of the ledger is missing.").arg(where)
                               : Words::tr("Entry %1 of the ledger (%2) is not as it was written.").arg(where, found);
    default:
        return found.isEmpty() ? Words::tr("The database is damaged.")
                               : Words::tr("The database is damaged: %1").arg(found);
    }
}

} // namespace

QString sentence(const Finding &finding)
{
    const QString where = QString::fromStdString(finding.where);
    const QString found = QString::fromStdString(finding.found);
    const QString expected = QString::fromStdString(finding.expected);
    const QString number = where.section(u' ', -1);
    switch (finding.kind) {
    case FindingKind::Segment:
        return found.isEmpty() ? Words::tr("Segment %1 of usage is not what was written.").arg(number)
                               : Words::tr("Segment %1 of usage is not what was written (%2).").arg(number, found);
    case FindingKind::SegmentFacts:
        return Words::tr("The events of segment %1 are not at the times, or not in the order, that it says.")
            .arg(number);
    case FindingKind::Identity:
        return Words::tr("The event “%1” in segment %2 is not the one its hash names.").arg(found, number);
    case FindingKind::Repeated:
        return found.isEmpty() ? Words::tr("The same event is there twice (%1).").arg(where)
                               : Words::tr("The event “%1” is there twice (%2).").arg(found, where);
    case FindingKind::Lost:
        return Words::tr("The imports added %1 events, but there are %2.").arg(expected, found);
    case FindingKind::Cells:
        return Words::tr("The sums of token %1 on %2 (UTC) are not those of its events.").arg(where, found);
    case FindingKind::Dropped:
        return Words::tr("The identities of dropped usage (part %1) are not what was written.").arg(number);
    case FindingKind::Bucket:
        return Words::tr("Buckets of the source “%1” lie over one another (%2).").arg(where, found);
    case FindingKind::KeptCells:
        return Words::tr("The sums of %1 (UTC), whose events were dropped, are not what they were then.").arg(where);
    case FindingKind::Uses:
        return Words::tr("The first or last use of token %1 is not that of its events.").arg(where);
    default:
        return ofFile(finding, where, found, expected);
    }
}

QString sentence(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Restore:
        return Words::tr("Restore a backup (“restore FILE”); the present file is kept beside it.");
    case Remedy::RebuildCells:
        return Words::tr("The events are whole: “check --rebuild-cells” sums them anew.");
    case Remedy::NewerProgram:
        return Words::tr("Open it with a newer version of the program, or restore a backup.");
    }
    return {};
}

} // namespace toll
