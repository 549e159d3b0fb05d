// A JSON tree read key by key, every key known by its path ("chains[0].rpc[1]").
#pragma once

#include "core/base/error.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace chainpoints {

/// What a reading found out: the first thing wrong, and which keys were asked for. Reading goes on after a
/// problem with default values, so that the reader is a plain list of keys.
class ReadingNotes
{
public:
    /// "PATH: SENTENCE". Only the first call counts.
    void wrong(const std::string& path, const std::string& sentence);
    /// Told only where nothing else is wrong: the usual cause of a missing key is a misspelt one.
    void missing(const std::string& path, const std::string& what);
    void asked(const std::string& path) { m_keys.insert(path); }

    [[nodiscard]] std::optional<Error> problem() const { return m_wrong ? m_wrong : m_missing; }
    [[nodiscard]] bool isFine() const { return !problem(); }
    [[nodiscard]] const std::set<std::string>& keys() const { return m_keys; }

private:
    std::optional<Error> m_wrong;
    std::optional<Error> m_missing;
    std::set<std::string> m_keys;
};

class ObjectReader;

/// A value that is there or not. Where it is not, each function returns its fallback; where it is of the
/// wrong type or out of range, too, and the notes tell. Valid while the tree and the notes are.
class ValueReader
{
public:
    /// `value` may be null: not there.
    ValueReader(const nlohmann::json* value, std::string path, ReadingNotes& notes);

    [[nodiscard]] bool isThere() const { return m_value != nullptr; }
    [[nodiscard]] bool isInteger(std::int64_t min, std::int64_t max) const;
    [[nodiscard]] bool is(const std::string& text) const;
    [[nodiscard]] const std::string& path() const { return m_path; }

    /// Both ends included. 6.0 is no integer.
    [[nodiscard]] std::int64_t integer(std::int64_t min, std::int64_t max, std::int64_t fallback = 0) const;
    [[nodiscard]] bool boolean(bool fallback) const;
    /// Text without control characters and without {secret:NAME}. `what` is expected, the message says.
    [[nodiscard]] std::string text(const std::string& what, const std::string& fallback = {}) const;
    /// The same, and it may hold references.
    [[nodiscard]] std::string textWithSecrets(const std::string& what) const;
    /// One of `words`; `fallback` is one of them.
    [[nodiscard]] std::string word(const std::vector<std::string>& words, const std::string& fallback) const;
    [[nodiscard]] ObjectReader object() const;
    /// `what` names the elements in the message.
    [[nodiscard]] std::vector<ValueReader> elements(const std::string& what) const;
    /// The same, and an empty list is wrong.
    [[nodiscard]] std::vector<ValueReader> oneOrMoreElements(const std::string& what) const;

    /// Notes that `what` was expected here instead of the value, where there is one, and the reason if that
    /// is not plain from it. Passwords in URLs are hidden.
    void expected(const std::string& what, const std::string& reason = {}) const;
    void wrong(const std::string& sentence) const { m_notes->wrong(m_path, sentence); }

private:
    const nlohmann::json* m_value;
    std::string m_path;
    ReadingNotes* m_notes;
};

/// An object's keys. Each is taken at most once; finish() refuses the others.
class ObjectReader
{
public:
    ObjectReader(const nlohmann::json& object, std::string path, ReadingNotes& notes);

    [[nodiscard]] ValueReader take(const std::string& key);
    /// Notes that `what` is missing where it is not there.
    [[nodiscard]] ValueReader require(const std::string& key, const std::string& what);
    /// Notes the first key that was never taken, with the nearest known one.
    void finish();

private:
    const nlohmann::json& m_object;
    std::string m_path;
    ReadingNotes& m_notes;
    std::vector<std::string> m_known;
};

} // namespace chainpoints
