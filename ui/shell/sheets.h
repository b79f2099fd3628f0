// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace toll {

class Actions;

/// Lists every action that has a shortcut, by menu. Not modal; frees itself when closed.
void showShortcuts(const Actions &actions, QWidget *window);
/// Version, licence and what it is built on. Not modal; frees itself when closed.
void showAbout(QWidget *window);
/// Version, Qt, SQLite, operating system and language, as text for a report of a fault.
void copySystemInformation();

} // namespace toll
