// Calls of a test's own to a node of the demo.
#pragma once

#include "app/demo/demoworld.h"
#include "core/rpc/httptransport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace chainpoints {

using namespace Qt::StringLiterals;

/// The result; the test ends where there is none.
inline QJsonValue call(const DemoNode& node, const QString& method, const QJsonArray& parameters)
{
    const QJsonObject request{
        {u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, 1}, {u"method"_s, method}, {u"params"_s, parameters}};
    HttpTransport transport;
    const HttpAnswer answer =
        transport.post(QUrl(QString::fromStdString(node.url)),
                       QJsonDocument(request).toJson(QJsonDocument::Compact), std::chrono::seconds(5), {});
    const QJsonObject result = QJsonDocument::fromJson(answer.body).object();
    if (!result.contains(u"result"_s))
        qFatal("%s: %s %s", qPrintable(method), answer.problem.c_str(), answer.body.constData());
    return result[u"result"_s];
}

} // namespace chainpoints
