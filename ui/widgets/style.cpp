// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/style.h"

#include "ui/widgets/stylepaint.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyleFactory>
#include <QTabBar>
#include <QTextEdit>

namespace toll {

namespace {

bool isTextArea(const QWidget *widget)
{
    return qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
}

int controlHeight(const QStyleOption *option)
{
    return std::max(32, option->fontMetrics.height() + 12);
}

void paintFrame(QPainter *painter, const QStyleOption &option, const QWidget *widget, const ThemeColors &colors)
{
    if (isTextArea(widget)) {
        paintField(painter, option, colors);
        return;
    }
    painter->save();
    painter->setPen(colors.separator);
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void paintSpinBox(QPainter *painter, const QStyleOptionSpinBox &option, const QStyle *style, const QWidget *widget,
    const ThemeColors &colors)
{
    if (option.frame)
        paintField(painter, option, colors);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto arrow = [&](QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag can, Qt::Edge edge) {
        const bool isEnabled = option.stepEnabled.testFlag(can) && option.state.testFlag(QStyle::State_Enabled);
        paintChevron(painter, style->subControlRect(QStyle::CC_SpinBox, &option, part, widget), edge,
            isEnabled ? colors.muted : colors.separator);
    };
    arrow(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Qt::TopEdge);
    arrow(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Qt::BottomEdge);
}

void paintComboBox(QPainter *painter, const QStyleOptionComboBox &option, const QStyle *style, const QWidget *widget,
    const ThemeColors &colors)
{
    if (option.editable)
        paintField(painter, option, colors);
    else
        paintButton(painter, option, nullptr, colors);
    const QRect arrow = style->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, widget);
    paintChevron(
        painter, arrow, Qt::BottomEdge, option.state.testFlag(QStyle::State_Enabled) ? colors.muted : colors.disabled);
}

QRect scrollBarHandle(const QStyleOptionSlider &bar)
{
    const QRect all = bar.rect;
    const bool isHorizontal = bar.orientation == Qt::Horizontal;
    const int length = isHorizontal ? all.width() : all.height();
    const qint64 range = static_cast<qint64>(bar.maximum) - bar.minimum + bar.pageStep;
    const int shown = range > 0 ? static_cast<int>(static_cast<qint64>(length) * bar.pageStep / range) : length;
    const int handle = std::min(length, std::max(32, shown));
    const int start =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown);
    return isHorizontal ? QRect(all.left() + start, all.top(), handle, all.height())
                        : QRect(all.left(), all.top() + start, all.width(), handle);
}

QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const QRect handle = scrollBarHandle(bar);
    const bool isHorizontal = bar.orientation == Qt::Horizontal;
    QRect rest = bar.rect;
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    case QStyle::SC_ScrollBarSlider:
        return handle;
    case QStyle::SC_ScrollBarSubPage:
        isHorizontal ? rest.setRight(handle.left() - 1) : rest.setBottom(handle.top() - 1);
        return rest;
    case QStyle::SC_ScrollBarAddPage:
        isHorizontal ? rest.setLeft(handle.right() + 1) : rest.setTop(handle.bottom() + 1);
        return rest;
    default:
        return {}; // there are no arrow buttons
    }
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) { }

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const ThemeColors &colors = themeColors(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
        return paintButton(painter, *option, widget, colors);
    case PE_PanelButtonTool:
        return paintToolButton(painter, *option, colors);
    case PE_FrameFocusRect:
        if (!qobject_cast<const QPushButton *>(widget) && !qobject_cast<const QComboBox *>(widget)
            && !qobject_cast<const QAbstractSlider *>(widget))
            paintFocusRing(painter, option->rect, 4, colors);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            paintField(painter, *option, colors);
        return;
    case PE_FrameLineEdit:
        return paintField(painter, *option, colors);
    case PE_Frame:
        return paintFrame(painter, *option, widget, colors);
    case PE_FrameGroupBox:
        return paintPanel(painter, option->rect, controlRadius, {}, colors.separator);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paintCheckBox(painter, *option, colors);
    case PE_IndicatorRadioButton:
        return paintRadioButton(painter, *option, colors);
    case PE_IndicatorArrowDown:
        return paintChevron(painter, option->rect, Qt::BottomEdge, colors.muted);
    case PE_IndicatorArrowUp:
        return paintChevron(painter, option->rect, Qt::TopEdge, colors.muted);
    case PE_IndicatorArrowLeft:
        return paintChevron(painter, option->rect, Qt::LeftEdge, colors.muted);
    case PE_IndicatorArrowRight:
        return paintChevron(painter, option->rect, Qt::RightEdge, colors.muted);
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            paintChevron(painter, option->rect,
                header->sortIndicator == QStyleOptionHeader::SortUp ? Qt::BottomEdge : Qt::TopEdge, colors.accent);
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, colors.surface);
        return paintPanel(painter, option->rect, 0, colors.surface, colors.border);
    case PE_FrameTabBarBase:
        return painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), colors.separator);
    case PE_PanelScrollAreaCorner:
        return painter->fillRect(option->rect, colors.surface);
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const ThemeColors &colors = themeColors(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton label = *button;
            const bool isFilled =
                widget && (widget->property("primary").toBool() || widget->property("danger").toBool());
            if (isFilled && option->state.testFlag(State_Enabled))
                label.palette.setColor(QPalette::ButtonText, colors.onAccent);
            QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return;
    case CE_ToolButtonLabel:
        if (isLabelled(option)) {
            QStyleOptionToolButton label = static_cast<const QStyleOptionToolButton &>(*option);
            label.rect.adjust(faceMargin, 0, -faceMargin, 0);
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return QProxyStyle::drawControl(element, option, painter, widget);
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            paintHeaderSection(painter, *header, colors);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader label = *header;
            label.palette.setColor(QPalette::ButtonText, colors.muted);
            QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, colors.surface);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), colors.separator);
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            paintTab(painter, *tab, colors);
        return;
    case CE_ProgressBarGroove:
        return paintPanel(painter, option->rect, std::min(4.0, option->rect.height() / 2.0), colors.separator, {});
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            paintProgress(painter, *bar, colors);
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const ThemeColors &colors = themeColors(option->palette);
    if (control == CC_SpinBox) {
        if (const auto *spinBox = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return paintSpinBox(painter, *spinBox, this, widget, colors);
    } else if (control == CC_ComboBox) {
        if (const auto *comboBox = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return paintComboBox(painter, *comboBox, this, widget, colors);
    } else if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return paintScrollBar(painter, *bar, scrollBarHandle(*bar), colors);
    } else if (control == CC_ToolButton && opensMenu(option)) {
        return paintMenuButton(painter, static_cast<const QStyleOptionToolButton &>(*option), this, widget, colors);
    } else if (control == CC_Slider) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return paintSlider(painter, *slider, subControlRect(CC_Slider, slider, SC_SliderHandle, widget), colors);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarPart(*bar, subControl);
    }
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField) {
        constexpr int textMargin = 6;
        const QRect field = QProxyStyle::subControlRect(control, option, subControl, widget);
        return option->direction == Qt::RightToLeft ? field.adjusted(0, 0, -textMargin, 0)
                                                    : field.adjusted(textMargin, 0, 0, 0);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    // The ring of the current cell goes around the cell, not around its text.
    if (element == SE_ItemViewItemFocusRect)
        return option->rect;
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    const bool isField = element == SE_LineEditContents && frame && frame->lineWidth > 0;
    return isField ? rect.adjusted(4, 0, -4, 0) : rect;
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
        size = QSize(std::max(contents.width() + 28, 64), controlHeight(option));
        if (widget && widget->property("chip").toBool())
            size = QSize(contents.width() + 24, std::max(28, option->fontMetrics.height() + 8));
        break;
    case CT_LineEdit:
    case CT_ComboBox:
        size.setHeight(std::max(size.height(), controlHeight(option)));
        break;
    case CT_SpinBox: // Fusion's is higher than what may stand beside it
        size.setHeight(controlHeight(option));
        break;
    case CT_ToolButton:
        size = size.expandedTo(QSize(28, 28));
        if (isLabelled(option))
            size.rwidth() += 2 * faceMargin;
        if (opensMenu(option))
            size = QSize(size.width() + menuArrowRoom, std::max(size.height(), controlHeight(option)));
        break;
    case CT_HeaderSection:
        // Room for the arrow from the start: a column must not lose letters when it is sorted.
        if (const auto *header = qobject_cast<const QHeaderView *>(widget); header && header->sectionsClickable())
            size.rwidth() += 20;
        size.setHeight(std::max(size.height(), controlHeight(option)));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            size.setHeight(std::max(size.height(), option->fontMetrics.height() + 10));
        break;
    case CT_TabBarTab:
        size += QSize(8, 8);
        break;
    default:
        break;
    }
    return size;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_DefaultFrameWidth:
        return isTextArea(widget) || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget)
            ? 2
            : 1;
    case PM_ScrollBarExtent:
        return 12;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return 20;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 17;
    case PM_HeaderMargin:
    case PM_FocusFrameHMargin:
        return 7;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarBaseOverlap:
        return 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 18;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_Table_GridLineColor:
        return option ? static_cast<int>(themeColors(option->palette).separator.rgb()) : 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons: // the platform's, in colours of its own
        return 0;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) || qobject_cast<QTabBar *>(widget)
        || qobject_cast<QHeaderView *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void setPrimary(QWidget *button)
{
    button->setProperty("primary", true);
}

void setDanger(QWidget *button)
{
    button->setProperty("danger", true);
}

} // namespace toll
