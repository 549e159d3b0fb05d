// A configuration file with two chains, and a comment.
#pragma once

#include <QString>

namespace chainpoints {

using namespace Qt::StringLiterals;

inline const QString kSettingsText = uR"({
  // two chains of a test
  "database": { "driver": "sqlite", "path": "points.db" },
  "points": { "rates": [ { "from": "1970-01-01T00:00:00Z", "per_hour": "0.05" } ] },
  "chains": [
    { "name": "sepolia", "chain_id": 11155111, "contract": "0x1111111111111111111111111111111111111111",
      "start_block": 5000000, "confirmations": 6,
      "rpc": [ "https://ethereum-sepolia-rpc.example.org/{secret:infura}", "https://other.example.org" ] },
    { "name": "base-sepolia", "chain_id": 84532, "contract": "0x2222222222222222222222222222222222222222",
      "confirmations": "safe", "rpc": [ "https://base-sepolia-rpc.example.org" ] }
  ]
})"_s;

} // namespace chainpoints
