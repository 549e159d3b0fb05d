#include "core/config/pathreader.h"

namespace chainpoints {

namespace fs = std::filesystem;

fs::path readPath(const ValueReader& value, const std::string& fallback, const fs::path& folder)
{
    const std::string text = value.text("a path", fallback);
    if (text.empty())
        value.expected("a path");
    return (folder / fs::path(std::u8string(text.begin(), text.end()))).lexically_normal();
}

std::optional<TlsFiles> readIdentity(const ValueReader& value, const fs::path& folder)
{
    ObjectReader object = value.object();
    const ValueReader certificate = object.take("cert");
    const ValueReader key = object.take("key");
    object.finish();
    if (!certificate.isThere() || !key.isThere()) {
        if (value.isThere())
            value.wrong("\"cert\" and \"key\" belong here, each with the path of a PEM file");
        return std::nullopt;
    }
    return TlsFiles{{}, readPath(certificate, "", folder), readPath(key, "", folder)};
}

TlsFiles readTlsFiles(ObjectReader object, const fs::path& folder)
{
    const auto file = [&](const ValueReader& value) {
        return value.isThere() ? readPath(value, "", folder) : fs::path();
    };
    TlsFiles files;
    files.authorities = file(object.take("ca"));
    const ValueReader certificate = object.take("cert");
    const ValueReader key = object.take("key");
    files.certificate = file(certificate);
    files.key = file(key);
    if (certificate.isThere() != key.isThere())
        (certificate.isThere() ? certificate : key)
            .wrong("\"cert\" and \"key\" belong together; the other one is missing");
    object.finish();
    return files;
}

} // namespace chainpoints
