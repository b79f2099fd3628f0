// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What usage needs a hand with: conflicts, a watched folder, and what it is summed by.
#include "ui/pages/usage/conflictsdialog.h"
#include "ui/pages/usage/dimensionsdialog.h"
#include "ui/pages/usage/folderwatch.h"
#include "ui/pages/usage/usagepage.h"
#include "ui/pages/usage/watchdialog.h"
#include "ui/widgets/banner.h"

#include <QDir>

#include <type_traits>

namespace toll {

UsagePage::~UsagePage()
{
    for (QDialog *dialog : {m_conflictsDialog.data(), m_watchDialog.data(), m_dimensionsDialog.data()})
        delete dialog;
}

void UsagePage::addCare()
{
    m_conflicts = new InlineBanner(this);
    m_watch = new InlineBanner(this);
    for (InlineBanner *banner : {m_conflicts, m_watch})
        banner->setClosable(false);
    connect(&FolderWatch::of(context()), &FolderWatch::changed, this, &UsagePage::showCare);
    const auto add = [this](const char *id, const QString &text, const QString &icon, const QString &tip,
                         void (UsagePage::*run)()) {
        context().actions.add(this,
            {.id = QString::fromLatin1(id),
                .text = text,
                .icon = icon,
                .statusTip = tip,
                .menu = QStringLiteral("tools"),
                .run =
                    [this, run] {
                        // Asked for from anywhere: what is opened stands above this page.
                        if (!isVisible())
                            context().navigate(this->id(), {});
                        if (m_answer)
                            (this->*run)();
                        else
                            m_pendingCare = [this, run] { (this->*run)(); };
                    },
                .submenu = tr("&Usage")});
    };
    add("usage.conflicts", tr("&Conflicts…"), QStringLiteral("warning"),
        tr("Shows requests that came twice with different content, and decides which counts."),
        &UsagePage::decideConflicts);
    add("usage.watch", tr("&Watched folder…"), QStringLiteral("refresh"),
        tr("Imports the files of a folder as they come."), &UsagePage::watchFolder);
    add("usage.dimensions", tr("&Dimensions…"), QStringLiteral("columns"),
        tr("Chooses by which dimensions usage is summed, beside token, model, status and source."),
        &UsagePage::declareDimensions);
}

void UsagePage::askCare()
{
    m_careQuestion.isWanted = true;
    if (m_careQuestion.isUnderWay)
        return;
    m_careQuestion = {.isUnderWay = true, .isWanted = false};
    context().workspace.read(
        this, [](Services &services) { return services.conflicts.waiting(); },
        [this](const Result<std::int64_t> &waiting) {
            m_careQuestion.isUnderWay = false;
            m_waitingConflicts = waiting.value_or(0);
            showCare();
            if (m_careQuestion.isWanted)
                askCare();
        });
}

void UsagePage::showCare()
{
    if (m_waitingConflicts > 0)
        m_conflicts->present(Tone::Warning,
            tr("%n request(s) came twice with different content. The first counts until you decide.", nullptr,
                static_cast<int>(m_waitingConflicts)),
            tr("Decide…"), [this] { decideConflicts(); });
    else
        m_conflicts->dismiss();
    const FolderWatch &watch = FolderWatch::of(context());
    if (watch.state() == FolderWatch::State::Stopped) {
        m_watch->dismiss();
        return;
    }
    const Status status = WatchDialog::statusOf(watch);
    QString text = tr("%1: %2", "state of the watch, its folder")
                       .arg(status.word, QDir::toNativeSeparators(QString::fromStdString(watch.settings().folder)));
    if (watch.failedCount() > 0)
        text += QStringLiteral(" · ") + tr("%n file(s) could not be read", nullptr, watch.failedCount());
    const bool isWell = watch.failedCount() == 0 && watch.state() != FolderWatch::State::Failing;
    m_watch->present(isWell ? Tone::Accent : Tone::Warning, text, tr("Details…"), [this] { watchFolder(); });
}

/// What is open already comes to the front.
template<typename Dialog>
void UsagePage::openOnce(QPointer<QDialog> &place)
{
    if (!place) {
        if constexpr (std::is_same_v<Dialog, ConflictsDialog>)
            place = new ConflictsDialog(context(), m_answer->frame.zone, window());
        else
            place = new Dialog(context(), m_answer->frame, window());
    }
    place->show();
    place->raise();
    place->activateWindow();
}

void UsagePage::decideConflicts()
{
    openOnce<ConflictsDialog>(m_conflictsDialog);
}

void UsagePage::watchFolder()
{
    openOnce<WatchDialog>(m_watchDialog);
}

void UsagePage::declareDimensions()
{
    openOnce<DimensionsDialog>(m_dimensionsDialog);
}

} // namespace toll
