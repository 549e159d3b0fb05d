// Distinct types for numbers that must not be mixed up.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace chainpoints {

/// An identity: can be compared and hashed, not calculated with.
template <typename Tag>
class Id
{
public:
    constexpr Id() = default;
    constexpr explicit Id(std::int64_t value) : m_value(value) {}
    [[nodiscard]] constexpr std::int64_t value() const { return m_value; }
    constexpr auto operator<=>(const Id&) const = default;

private:
    std::int64_t m_value = 0;
};

/// A point on a scale: two points have a distance, a point and a distance give a point, two points have no
/// sum.
template <typename Tag>
class Ordinal
{
public:
    constexpr Ordinal() = default;
    constexpr explicit Ordinal(std::int64_t value) : m_value(value) {}
    [[nodiscard]] constexpr std::int64_t value() const { return m_value; }
    constexpr auto operator<=>(const Ordinal&) const = default;

    friend constexpr std::int64_t operator-(Ordinal a, Ordinal b) { return a.m_value - b.m_value; }
    friend constexpr Ordinal operator+(Ordinal a, std::int64_t distance)
    {
        return Ordinal(a.m_value + distance);
    }
    friend constexpr Ordinal operator-(Ordinal a, std::int64_t distance)
    {
        return Ordinal(a.m_value - distance);
    }
    constexpr Ordinal& operator++()
    {
        ++m_value;
        return *this;
    }

private:
    std::int64_t m_value = 0;
};

} // namespace chainpoints

template <typename Tag>
struct std::hash<chainpoints::Id<Tag>>
{
    std::size_t operator()(chainpoints::Id<Tag> id) const noexcept
    {
        return std::hash<std::int64_t>()(id.value());
    }
};

template <typename Tag>
struct std::hash<chainpoints::Ordinal<Tag>>
{
    std::size_t operator()(chainpoints::Ordinal<Tag> o) const noexcept
    {
        return std::hash<std::int64_t>()(o.value());
    }
};
