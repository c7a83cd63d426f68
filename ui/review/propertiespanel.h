// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/session.h"

#include <QScrollArea>

class QComboBox;
class QFormLayout;
class QLabel;
class QListWidget;

namespace redoubt::ui {

/// What is known of the selected findings, and their effect, reasons and subject to choose.
/// Threads: the window's.
class PropertiesPanel : public QScrollArea
{
    Q_OBJECT
public:
    explicit PropertiesPanel(Session &session, QWidget *parent = nullptr);

private:
    void refresh();
    void showFacts(const QList<const Finding *> &findings);
    void showEffect(const QList<const Finding *> &findings);
    void showReasons(const QList<const Finding *> &findings);
    void showSubject(const QList<const Finding *> &findings);
    void attach(SubjectId subject);
    QList<const Finding *> selected() const;

    Session &m_session;
    QLabel *m_empty = nullptr;
    QWidget *m_content = nullptr;
    QList<QLabel *> m_facts;
    QComboBox *m_effect = nullptr;
    QLabel *m_effectNote = nullptr;
    QListWidget *m_reasons = nullptr;
    QComboBox *m_subject = nullptr;
    bool m_filling = false;
};

/// Effects that can be chosen for a finding in an item of @a kind, strongest first; Default (as the
/// profile says) leads.
QList<Effect> effectsFor(const Finding &finding, ItemKind kind);

} // namespace redoubt::ui
