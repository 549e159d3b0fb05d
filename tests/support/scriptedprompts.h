// Prompts whose answers a test gives beforehand.
#pragma once

#include "ui/prompts.h"

#include <QStringList>
#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <deque>

namespace chainpoints {

class ScriptedPrompts : public Prompts
{
public:
    std::deque<bool> answers;  ///< to questions; with none left: no
    std::deque<QString> files; ///< to questions for a file; empty, or with none left: cancelled

    std::vector<Question> questions; ///< what was asked
    std::size_t answered = 0;        ///< of them, and acted upon
    std::vector<File> fileQuestions;
    QStringList told;
    QStringList folders;
    QList<QUrl> pages; ///< that a browser would show

    void ask(QWidget* parent, const Question& question, std::function<void(bool yes)> then) override
    {
        questions.push_back(question);
        later(parent, [this, then, yes = take(answers)] {
            then(yes);
            ++answered;
        });
    }
    void saveFile(QWidget* parent, const File& file, std::function<void(const QString& path)> then) override
    {
        fileQuestions.push_back(file);
        if (const QString path = take(files); !path.isEmpty())
            later(parent, [then, path] { then(path); });
    }
    void openFile(QWidget* parent, const File& file, std::function<void(const QString& path)> then) override
    {
        saveFile(parent, file, std::move(then));
    }
    void tell(QWidget*, const QString&, const QString& text) override { told << text; }
    void showFolder(const QString& folder) override { folders << folder; }
    void openPage(const QUrl& page) override { pages << page; }

private:
    template <typename T>
    static T take(std::deque<T>& script)
    {
        T first{};
        if (!script.empty()) {
            first = script.front();
            script.pop_front();
        }
        return first;
    }
    static void later(QWidget* parent, std::function<void()> answer)
    {
        QTimer::singleShot(0, parent, std::move(answer));
    }
};

} // namespace chainpoints
