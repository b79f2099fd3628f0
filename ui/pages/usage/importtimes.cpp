// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importtimes.h"

#include "core/services/zones.h"
#include "ui/pages/usage/importtext.h"
#include "ui/pages/usage/searchcombo.h"
#include "ui/text/timetext.h"

#include <QDateTimeEdit>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace toll {

namespace {

bool isRelative(TimeFormat format)
{
    return format == TimeFormat::RelativeSeconds || format == TimeFormat::RelativeMilliseconds;
}

} // namespace

ImportTimes::ImportTimes(const Zone &zone, QWidget *parent)
    : QWidget(parent), m_zone(zone), m_format(new QComboBox(this)),
      m_zoneLabel(new QLabel(tr("Their time &zone"), this)), m_zones(new SearchCombo(this)),
      m_originLabel(new QLabel(tr("Counted &from (UTC)"), this)), m_origin(new QDateTimeEdit(this))
{
    auto *formatLabel = new QLabel(tr("Ti&mes are"), this);
    formatLabel->setBuddy(m_format);
    m_format->setPlaceholderText(tr("To be chosen"));
    m_zoneLabel->setBuddy(m_zones);
    m_originLabel->setBuddy(m_origin);
    for (const TimeFormat format : timeFormats())
        m_format->addItem(label(format), static_cast<int>(format));
    QList<std::pair<QString, QString>> names;
    for (const std::string &name : zoneNames())
        names.emplace_back(QString::fromStdString(name), QString::fromStdString(name));
    m_zones->setEntries(names);
    m_zones->setKey(QString::fromStdString(zone.id()));
    m_origin->setTimeSpec(Qt::UTC);
    m_origin->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    m_origin->setCalendarPopup(true);
    m_origin->setDateTime(QDateTime(QDate(QDate::currentDate().year(), 1, 1), QTime(0, 0), Qt::UTC));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->addWidget(formatLabel, 0, 0);
    grid->addWidget(m_format, 0, 1);
    grid->addWidget(m_zoneLabel, 1, 0);
    grid->addWidget(m_zones, 1, 1);
    grid->addWidget(m_originLabel, 2, 0);
    grid->addWidget(m_origin, 2, 1);
    grid->setColumnStretch(1, 1);
    connect(m_format, &QComboBox::activated, this, [this] {
        follow();
        emit changed();
    });
    connect(m_zones, &QComboBox::currentIndexChanged, this, &ImportTimes::chooseZone);
    connect(m_origin, &QDateTimeEdit::dateTimeChanged, this, [this] {
        m_isOriginChosen = true;
        emit changed();
    });
    follow();
}

TimeFormat ImportTimes::format() const
{
    return static_cast<TimeFormat>(m_format->currentData().toInt());
}

void ImportTimes::chooseZone()
{
    if (Result<Zone> zone = zoneNamed(m_zones->key().toStdString())) {
        m_zone = std::move(*zone);
        emit changed();
    }
}

void ImportTimes::setLayoutOfFile(const Layout &layout)
{
    m_hasOffset = layout.utcOffset.has_value();
    const auto time = layout.fields.find("time");
    const bool isUndecided = time != layout.fields.end() && layout.undecidedDates.contains(time->second);
    m_format->setCurrentIndex(isUndecided ? -1 : m_format->findData(static_cast<int>(layout.timeFormat)));
    m_isOriginChosen = layout.timeOrigin.has_value();
    if (layout.timeOrigin) {
        const QSignalBlocker quiet(m_origin);
        m_origin->setDateTime(QDateTime::fromMSecsSinceEpoch(layout.timeOrigin->ms, Qt::UTC));
    }
    follow();
}

void ImportTimes::fill(Layout &layout) const
{
    layout.timeOrigin.reset();
    if (m_format->currentIndex() < 0)
        return; // still to be said
    setTimeFormat(layout, format());
    if (isRelative(format()) && m_isOriginChosen)
        layout.timeOrigin = Instant{m_origin->dateTime().toMSecsSinceEpoch()};
}

void ImportTimes::follow()
{
    const bool needsZone = (isLocal(format()) || m_format->currentIndex() < 0) && !m_hasOffset;
    m_zoneLabel->setVisible(needsZone);
    m_zones->setVisible(needsZone);
    const bool isCounted = m_format->currentIndex() >= 0 && isRelative(format());
    m_originLabel->setVisible(isCounted);
    m_origin->setVisible(isCounted);
}

} // namespace toll
