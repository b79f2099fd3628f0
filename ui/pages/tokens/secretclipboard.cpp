// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <chrono>

namespace toll {

SecretClipboard::SecretClipboard(const QString &secret) : QObject(qApp), m_secret(secret), m_timer(this)
{
    auto *data = new QMimeData;
    data->setText(secret);
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    QGuiApplication::clipboard()->setMimeData(data);
    connect(&m_timer, &QTimer::timeout, this, &SecretClipboard::tick);
    m_timer.start(std::chrono::seconds(1));
}

SecretClipboard::~SecretClipboard()
{
    m_secret.fill(u'\0');
}

bool SecretClipboard::isOurs() const
{
    return QGuiApplication::clipboard()->text() == m_secret;
}

void SecretClipboard::tick()
{
    --m_left;
    if (!isOurs())
        m_left = 0;
    else if (m_left <= 0)
        QGuiApplication::clipboard()->clear();
    emit remaining(m_left);
    if (m_left <= 0)
        deleteLater();
}

} // namespace toll
