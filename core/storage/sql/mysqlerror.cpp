#include "core/storage/sql/mysqlerror.h"

#include <string_view>

namespace chainpoints::sql {
namespace {

constexpr std::string_view kLacksRight = "the database user lacks a right";

} // namespace

Error mysqlError(int code, const std::string& message)
{
    const std::string why = " (" + std::to_string(code) + ": " + message + ")";
    switch (code) {
    case 1020: // record has changed since last read
    case 1180: // error during COMMIT
    case 1205: // lock wait timeout
    case 1213: // deadlock; also a conflict found by a cluster's certification
    case 3101: // the group replication undid the transaction
        return {ErrorCode::Conflict, "the database undid a transaction to let another one pass" + why};
    case 1050: // table
    case 1060: // column
    case 1061: // key
    case 1091: // nothing there to drop
    case 1826: // foreign key
    case 3821: // no such check to drop
    case 3940: // no such constraint to drop
        return {ErrorCode::Refused, "the definition is there already" + why};
    case 1044:
        return {ErrorCode::Database,
                "the database user may not use this database, or there is none" + why +
                    "; look at database.name, and GRANT the rights that the README tells"};
    case 1045:
    case 1698:
        return {ErrorCode::Database, "the database server refuses the login" + why +
                                         "; look at database.user and database.password, and at the user's "
                                         "host and rights on the server"};
    case 1049:
        return {ErrorCode::Database, "the database server has no such database" + why +
                                         "; make it with CREATE DATABASE, or look "
                                         "at database.name"};
    case 1142:
    case 1143:
    case 1227:
    case 1370:
        return {ErrorCode::Database, std::string(kLacksRight) + why + "; GRANT it as the README tells"};
    case 1290:
    case 1792:
    case 1836:
        return {ErrorCode::Database, "the database does not take writes here" + why +
                                         "; connect to a server that is not read-only"};
    case 1021:
    case 1114:
        return {ErrorCode::Database,
                "the disk or the table space of the database server is full" + why + "; free some room"};
    case 1153:
    case 2020:
        return {ErrorCode::Database, "a row is larger than the database server takes" + why +
                                         "; raise max_allowed_packet on the server"};
    case 1317: // interrupted
    case 1969: // MariaDB: max_statement_time
    case 3024: // MySQL: max_execution_time
        return {ErrorCode::Database, "a statement took too long and was ended" + why};
    case 1040:
    case 1203:
    case 1226:
        return {ErrorCode::Database, "the database server has too many connections" + why +
                                         "; raise max_connections or the user's limit"};
    case 2026: // TLS
        return {ErrorCode::Database, "no encrypted connection to the database server" + why +
                                         "; look at database.tls and at the server's certificate"};
    case 1047: // a cluster's node that is not ready
    case 1053: // shutdown
    case 1077:
    case 1158: // network errors as the server sees them, to 1161
    case 1159:
    case 1160:
    case 1161:
    case 1461: // too many prepared statements
    case 1927: // killed
    case 2002:
    case 2003:
    case 2005: // unknown host
    case 2006: // has gone away
    case 2012:
    case 2013: // lost during query
    case 2055:
    case 4031: // closed for inactivity
        return {ErrorCode::Database, "the database server cannot be reached" + why +
                                         "; look at database.host and database.port, and whether it runs"};
    case 1054: // column
    case 1146: // table
        return {ErrorCode::Corrupt, "a table or a column of this program is missing" + why +
                                        "; was it dropped or renamed by hand? Put it back, or restore the "
                                        "database from a copy"};
    default:
        return {ErrorCode::Corrupt, "the database refuses a statement" + why};
    }
}

bool isMissingRight(const Error& error)
{
    return error.message.starts_with(kLacksRight);
}

} // namespace chainpoints::sql
