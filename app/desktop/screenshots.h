// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <vector>

namespace toll {

class MainWindow;

/// Takes a picture of every page in both themes and languages: DIR/PAGE-THEME-LANGUAGE.png. Prints each file, then ends
/// the program: 0, or 1 where a page does not settle or a file cannot be written.
class Screenshots : public QObject {
    Q_OBJECT

public:
    Screenshots(MainWindow &window, const QString &folder);

private:
    struct Step {
        QString language;
        QString theme;
        QString page;
    };

    void plan();
    void begin();
    void look();
    void take();

    MainWindow &m_window;
    QString m_folder;
    std::vector<Step> m_steps; ///< the next one last
    QString m_language;
    QTimer m_clock;
    int m_quiet = 0; ///< looks in a row that found nothing loading
    int m_looks = 0;
};

} // namespace toll
