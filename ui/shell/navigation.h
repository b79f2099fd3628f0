// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace toll {

class Page;

/// The sidebar: one row a page, with icon, name and a count where there is one. Narrow, it shows icons only.
class Navigation : public QListWidget {
    Q_OBJECT

public:
    explicit Navigation(QWidget *parent = nullptr);

    void setPages(const std::vector<Page *> &pages);
    void setCurrentPage(const QString &id);
    /// The number beside a page's name; empty for none.
    void setBadge(const QString &id, const QString &text);
    void setNarrow(bool narrow);
    [[nodiscard]] bool isNarrow() const { return m_isNarrow; }

    QSize sizeHint() const override;

signals:
    void chosen(const QString &page);

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QListWidgetItem *itemOf(const QString &id) const;
    void layOut();

    bool m_isNarrow = false;
};

} // namespace toll
