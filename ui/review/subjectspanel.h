// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QWidget>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace redoubt::ui {

/// The people of the case: their names, numbers and roles, what is attached to them, and one
/// decision for all that is theirs. Threads: the window's.
class SubjectsPanel : public QWidget
{
    Q_OBJECT
public:
    SubjectsPanel(Session &session, Commands &commands, QWidget *parent = nullptr);

private:
    QFrame *buildForm();
    QFrame *buildDetails();
    void refresh();
    void showCurrent();
    void edit(std::optional<SubjectId> id);
    void save();
    void detach();
    void decideEverywhere(Verdict verdict);
    std::optional<SubjectId> current() const;
    QList<FindingId> findingsOf(SubjectId id) const;
    QString groupTitle(const casefile::Subject::GroupRef &group) const;

    Session &m_session;
    Commands &m_commands;
    QListWidget *m_list = nullptr;
    QLabel *m_empty = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
    QFrame *m_details = nullptr;
    QListWidget *m_groups = nullptr;
    QPushButton *m_detach = nullptr;
    QPushButton *m_redact = nullptr;
    QPushButton *m_keep = nullptr;
    QFrame *m_hint = nullptr;
    QFrame *m_form = nullptr;
    QPlainTextEdit *m_names = nullptr;
    QPlainTextEdit *m_identifiers = nullptr;
    QComboBox *m_role = nullptr;
    QLabel *m_formProblem = nullptr;
    SubjectId m_edited; ///< in the form; null for a new one
};

/// One word for people.
QString displayName(casefile::SubjectRole role);

} // namespace redoubt::ui
