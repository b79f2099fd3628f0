// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/page.h"
#include "ui/pages/plans/planentry.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QToolButton;

namespace toll {

class AgreementsTab;
class ChargeForm;
class DataTable;
class InlineBanner;
class JsonTab;
class PlanDrafts;
class PriceView;
class TermsTab;
class VersionsTab;

/// The chosen plan: its charges and their prices, its terms, its versions, its text. Whatever is changed goes to the
/// plan's draft, and comes back from there.
class PlanEditor : public QWidget {
    Q_OBJECT

public:
    PlanEditor(PageContext &context, QWidget *parent = nullptr);

    void show(const PlanEntry &entry, Instant now);
    [[nodiscard]] const PlanEntry &entry() const { return m_entry; }
    /// None of the values shown has a fault.
    [[nodiscard]] bool isValid() const { return m_faults.empty(); }
    [[nodiscard]] bool isSettled() const;
    /// Shown as buttons above the tabs, and in the menu behind them.
    void setActions(const QList<QAction *> &buttons, const QList<QAction *> &more);
    /// Brings the first value that has a fault into view.
    void showFault();
    void addCharge();
    void removeCharge();
    void pasteTiers();
    [[nodiscard]] int tab() const;
    void setTab(int index);
    [[nodiscard]] int charge() const { return m_charge; }
    void setCharge(int charge);
    /// The customer (id) chosen among the agreements, while they are shown; else empty.
    [[nodiscard]] std::string chosenCustomer() const;

signals:
    void exportRequested(const QString &reference);
    void agreeRequested();
    void endRequested();

private:
    struct ChargeRow {
        QString key; ///< its place
        QString id;
        QString meter;
        QString kind;
        QString price;
        QString fault;
    };

    [[nodiscard]] static std::vector<Column<ChargeRow>> chargeColumns();
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildPrices();
    [[nodiscard]] QWidget *buildCharges();
    void connectParts();
    void showHead(Instant now);
    [[nodiscard]] QString stateText(Instant now) const;
    void showFaultBanner();
    void showCharges();
    void showCharge();
    void change(const std::string &pointer, const std::optional<Json> &value);
    void replace(const Json &document, const QString &what);

    PageContext &m_context;
    PlanDrafts &m_drafts;
    PlanEntry m_entry;
    Json m_document;
    std::vector<Error> m_faults;
    int m_charge = 0;
    RowsModel<ChargeRow> *m_chargeModel;
    QLabel *m_name;
    QLabel *m_state;
    QWidget *m_buttons;
    QToolButton *m_more;
    InlineBanner *m_banner;
    QTabWidget *m_tabs;
    DataTable *m_charges;
    QWidget *m_chargeButtons = nullptr;
    ChargeForm *m_form;
    PriceView *m_prices;
    TermsTab *m_terms;
    VersionsTab *m_versions;
    AgreementsTab *m_agreements;
    JsonTab *m_json;
};

} // namespace toll
