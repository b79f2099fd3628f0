// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/planexample.h"
#include "core/services/plantemplates.h"
#include "core/services/planwords.h"
#include "core/services/wording.h"
#include "core/services/zones.h"

#include <QSet>
#include <QTest>
#include <QTranslator>

#include <set>

using namespace toll;
using namespace Qt::Literals::StringLiterals;

class PlanTemplatesTest : public QObject {
    Q_OBJECT

private slots:
    void coverTheTradesAndEveryShape();
    void areValidPlans_data();
    void areValidPlans();
    void canBeAskedForByName();
    void speakChinese();
};

void PlanTemplatesTest::coverTheTradesAndEveryShape()
{
    QSet<QString> names;
    QSet<QString> titles;
    std::set<std::string_view> shapes;
    int simple = 0;
    for (const PlanTemplate &one : planTemplates()) {
        names << QString::fromStdString(one.name);
        titles << one.title;
        simple += one.isSimple ? 1 : 0;
        const Checked<Plan> plan = parsePlan(std::string_view(one.document));
        for (const Charge &charge : plan ? plan->charges : std::vector<Charge>())
            shapes.insert(shapeName(charge.shape));
    }
    for (const auto &trade : {u"cloud-api"_s, u"data-processing"_s, u"device-fleet"_s, u"finance"_s, u"health"_s,
             u"education"_s, u"language-models"_s})
        QVERIFY2(names.contains(trade), qPrintable(trade));
    QCOMPARE(titles.size(), names.size());
    QVERIFY(simple >= 3);
    QCOMPARE(shapes.size(), 7U);
}

void PlanTemplatesTest::areValidPlans_data()
{
    QTest::addColumn<QByteArray>("document");
    for (const PlanTemplate &one : planTemplates())
        QTest::newRow(one.name.c_str()) << QByteArray::fromStdString(one.document);
}

void PlanTemplatesTest::areValidPlans()
{
    QFETCH(QByteArray, document);
    const Checked<Plan> plan = parsePlan(std::string_view(document.toStdString()));
    if (!plan)
        qWarning() << sentence(plan.error().front());
    QVERIFY(plan.has_value());
    QVERIFY(zoneNamed(plan->timezone).has_value());
    for (const Charge &charge : plan->charges) {
        QVERIFY2(!priceSummary(charge).isEmpty(), charge.id.c_str());
        const Result<Decimal> cost = priceExample(*plan, charge.id, 1'000'000);
        QVERIFY2(cost || cost.error().code == ErrorCode::Unsupported, charge.id.c_str());
        QVERIFY2(!cost || !cost->isNegative(), charge.id.c_str());
    }
}

void PlanTemplatesTest::canBeAskedForByName()
{
    const Result<PlanTemplate> found = planTemplate("health");
    QVERIFY(found.has_value());
    QCOMPARE(found->title, u"Health"_s);
    QCOMPARE(planTemplate("nothing").error().code, ErrorCode::NotFound);
}

void PlanTemplatesTest::speakChinese()
{
    QTranslator chinese;
    QVERIFY(chinese.load(u":/i18n/toll_zh_CN"_s));
    const std::vector<PlanTemplate> english = planTemplates();
    QCoreApplication::installTranslator(&chinese);
    const std::vector<PlanTemplate> translated = planTemplates();
    QCoreApplication::removeTranslator(&chinese);
    for (std::size_t i = 0; i < english.size(); ++i) {
        QVERIFY2(translated[i].title != english[i].title, english[i].name.c_str());
        QVERIFY2(translated[i].description != english[i].description, english[i].name.c_str());
        QCOMPARE(translated[i].document, english[i].document);
    }
}

QTEST_GUILESS_MAIN(PlanTemplatesTest)
#include "tst_plantemplates.moc"
