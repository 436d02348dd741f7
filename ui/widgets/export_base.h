// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/error.h"

#include <QDialog>

#include <utility>
#include <vector>

class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace imago::ui {

/// What all exports share: a form that asks, and below it how far the work is, what came of it and a way to stop it.
/// The app does the work.
class ExportBase : public QDialog
{
    Q_OBJECT

public:
    explicit ExportBase(QWidget *parent = nullptr);

    /// The first one means that the work has begun.
    void showProgress(int done, int total);
    /// As showProgress(), with words over the bar.
    void showProgress(int done, int total, const QString &words);
    void showDone(int files);
    void showStopped(int files);
    void showError(const Error &error);
    bool isWorking() const { return m_working; }

    QPushButton &exportButton() const { return *m_export; }
    QPushButton &closeButton() const { return *m_close; }
    QString message() const;

    /// Closing while it works asks it to stop first.
    void reject() override;

Q_SIGNALS:
    void stopRequested();

protected:
    QFormLayout &form() const { return *m_form; }
    /// Adds a row whose label is worded by nameRows().
    void addRow(QWidget *field);
    using RowNames = std::vector<std::pair<QWidget *, QString>>;
    void nameRows(const RowNames &names);
    /// The export can begin, for all that the form says.
    void setComplete(bool complete);

    // What an export of its own kind says and does. Heirs call both at the end of their construction.
    virtual void refresh() = 0; ///< What follows from the choices; calls setComplete().
    virtual void retranslate();
    /// The button was pressed.
    virtual void start() = 0;
    virtual QString folder() const = 0; ///< Where the files go.
    virtual QString doneText(int files) const;
    virtual QString stoppedText(int files) const;

    void changeEvent(QEvent *event) override;

private:
    void setWorking(bool working);
    void say(const QString &message, const QString &details = {});

    bool m_working = false;
    bool m_complete = false;
    QFormLayout *m_form;
    QProgressBar *m_progress;
    QLabel *m_message;
    QPushButton *m_export;
    QPushButton *m_close;
};

} // namespace imago::ui
