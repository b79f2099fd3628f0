// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/importfiles.h"
#include "ui/pages/page.h"
#include "ui/pages/usage/importlook.h"
#include "ui/pages/usage/usagequery.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace toll {

class ImportReading;
class ImportResult;
class ImportTarget;
class ImportTimes;
class MappingTable;
class PreviewTable;

/// One window from a file to usage: what the file was taken for, which column is what, how the first rows read, a dry
/// run, and the import.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    ImportDialog(PageContext &context, const UsageFrame &frame, QWidget *parent = nullptr);

    /// Looks at another file, or at the first of several that are imported together.
    void load(const QStringList &paths);
    [[nodiscard]] bool isSettled() const { return !m_isLooking && m_job == 0; }
    /// Whether all is known that an import needs.
    [[nodiscard]] bool isReady() const;
    void start(bool isDryRun);
    [[nodiscard]] QString resultText() const;

signals:
    /// Rows were added; the whole days they lie in.
    void imported(toll::Interval days);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    // importdialoglayout.cpp
    void build();
    [[nodiscard]] QWidget *buildFileRow();
    [[nodiscard]] QWidget *buildSettings();
    [[nodiscard]] QWidget *buildButtons();

    [[nodiscard]] QWidget *buildChoices();

    void chooseFile();
    void look(const std::optional<Layout> &layout);
    void show(ImportLook look);
    void map(const QString &column, const QString &field);
    void changeTimes();
    void changeReading();
    void follow();
    void finish(const std::vector<FileOutcome> &outcomes, bool isDryRun);
    void showProgress();
    void cancel();
    [[nodiscard]] QString gap() const;
    void fail(const QString &text);

    PageContext &m_context;
    UsageFrame m_frame;
    QStringList m_paths; ///< the first is shown
    std::optional<Layout> m_layout; ///< as chosen so far
    std::optional<Layout> m_before; ///< the same before the file is read in another way
    QString m_problem; ///< why the last change of a column was refused
    int m_lookNumber = 0;
    bool m_isLooking = false;
    int m_job = 0;
    QLabel *m_file = nullptr;
    QLabel *m_recognised = nullptr;
    QLabel *m_hint = nullptr;
    MappingTable *m_mapping = nullptr;
    ImportReading *m_reading = nullptr;
    ImportTimes *m_times = nullptr;
    ImportTarget *m_target = nullptr;
    QStackedWidget *m_lower = nullptr; ///< the preview, or how it went
    PreviewTable *m_preview = nullptr;
    ImportResult *m_result = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_dryRun = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_close = nullptr;
};

} // namespace toll
