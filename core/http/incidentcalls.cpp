#include "core/http/apicalls.h"
#include "core/http/apijson.h"
#include "core/http/queryreader.h"

namespace chainpoints {

ApiResponse listIncidents(const ApiCall& call)
{
    QueryReader reader(call.request);
    IncidentQuery query{reader.text("chain"), reader.limit(), {}};
    query.cursor = reader.cursor();
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    auto page = call.accounts.incidents(query);
    if (!page)
        return errorResponse(page.error());
    return {200, dumped(pageJson("incidents", page->incidents, reader.sealed(page->next)))};
}

ApiResponse listRestatements(const ApiCall& call)
{
    QueryReader reader(call.request);
    UserRowsQuery query{reader.text("chain"), call.names[0], reader.limit(), {}};
    query.cursor = reader.cursor();
    if (auto known = reader.problem(); !known)
        return errorResponse(known.error());
    auto page = call.accounts.restatements(query);
    if (!page)
        return errorResponse(page.error());
    return {200, dumped(pageJson("restatements", page->restatements, reader.sealed(page->next)))};
}

} // namespace chainpoints
