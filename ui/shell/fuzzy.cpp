// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fuzzy.h"

namespace toll {

namespace {

constexpr int startOfWord = 8;
constexpr int nextLetter = 5;

bool startsWord(const QString &text, qsizetype i)
{
    return i == 0 || !text[i - 1].isLetterOrNumber() || (text[i].isUpper() && text[i - 1].isLower());
}

} // namespace

std::optional<int> fuzzyScore(const QString &typed, const QString &text)
{
    const QString wanted = typed.simplified().remove(u' ').toCaseFolded();
    // A whole run beats scattered letters, the more so at the start of a word.
    if (const qsizetype at = text.indexOf(typed.trimmed(), 0, Qt::CaseInsensitive); at >= 0 && !wanted.isEmpty()) {
        const int place = startsWord(text, at) ? 1000 : 500;
        return place + (at == 0 ? 200 : 0) - static_cast<int>(std::min<qsizetype>(text.size(), 100));
    }
    int score = 0;
    qsizetype next = 0;
    qsizetype last = -2;
    for (const QChar letter : wanted) {
        while (next < text.size() && text[next].toCaseFolded() != letter)
            ++next;
        if (next == text.size())
            return {};
        score += 1 + (startsWord(text, next) ? startOfWord : 0) + (next == last + 1 ? nextLetter : 0);
        last = next++;
    }
    return score;
}

} // namespace toll
