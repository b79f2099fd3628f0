// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/keyfile.h"

#include "core/services/gate.h"
#include "core/tokens/secret.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace toll;

namespace {

constexpr std::size_t mostBytes = 1024 * 1024;

struct Descriptor {
    int number = -1;
    ~Descriptor()
    {
        if (number >= 0)
            close(number);
    }
};

Result<std::string> readPrivate(const std::string &path)
{
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat facts { };
    if (file.number < 0 || fstat(file.number, &facts) != 0)
        return fail(ErrorCode::Io, path, std::strerror(errno));
    if (S_ISREG(facts.st_mode) && (facts.st_mode & (S_IRWXO | S_IWGRP)) != 0)
        return fail(ErrorCode::OutOfRange, path, "mode " + std::to_string(facts.st_mode >> 6 & 7)
                + std::to_string(facts.st_mode >> 3 & 7) + std::to_string(facts.st_mode & 7), "chmod 600");
    std::string text;
    char bytes[4096];
    ssize_t size = 0;
    while ((size = read(file.number, bytes, sizeof bytes)) > 0 && text.size() <= mostBytes)
        text.append(bytes, static_cast<std::size_t>(size));
    if (size < 0)
        return fail(ErrorCode::Io, path, std::strerror(errno));
    if (text.size() > mostBytes)
        return fail(ErrorCode::OutOfRange, path, std::to_string(text.size()), std::to_string(mostBytes));
    return text;
}

std::string hexOf(const SecretHash &hash)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const std::byte byte : hash.bytes) {
        const auto value = std::to_integer<unsigned>(byte);
        (hex += digits[value >> 4]) += digits[value & 15];
    }
    return hex;
}

Result<AdminKey> parseLine(std::string_view line)
{
    constexpr std::string_view hashPrefix = "sha256:";
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view word = line.substr(0, end);
    AdminKey key;
    if (word.starts_with(hashPrefix)) {
        const Result<SecretHash> hash = parseSecretHash(word.substr(hashPrefix.size()));
        if (!hash)
            return fail(ErrorCode::Syntax, {}, {}, "sha256: and 64 hex digits");
        key.hash = hexOf(*hash);
    } else {
        if (Result<void> checked = checkOwnSecret(word); !checked)
            return std::unexpected(checked.error());
        key.hash = hexOf(hashOfSecret(word));
        key.lastFour = lastFourOf(word);
    }
    key.scopes = Scope::Admin;
    if (line.find_first_not_of(" \t", end) == line.npos)
        return key;
    const Result<Scopes> scopes = parseScopes(line.substr(end));
    if (!scopes) // what stands there may be half a secret
        return fail(ErrorCode::Syntax, "scope", {}, scopes.error().expected);
    key.scopes = *scopes;
    return key;
}

} // namespace

Result<std::vector<AdminKey>> readKeyFile(const std::string &path)
{
    const Result<std::string> text = readPrivate(path);
    if (!text)
        return std::unexpected(text.error());
    std::vector<AdminKey> keys;
    std::string_view rest = *text;
    for (std::int64_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t begin = line.find_first_not_of(" \t\r");
        if (begin == line.npos || line[begin] == '#')
            continue;
        line = line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
        Result<AdminKey> key = parseLine(line);
        if (!key) {
            key.error().where = path + (key.error().where.empty() ? "" : " " + key.error().where);
            key.error().line = number;
            return std::unexpected(key.error());
        }
        if (std::ranges::find(keys, key->hash, &AdminKey::hash) != keys.end())
            return fail(ErrorCode::AlreadyExists, path, {}, {}, number);
        key->id = "file:" + key->hash.substr(0, 16);
        key->name = "admin-key-file:" + std::to_string(number);
        keys.push_back(std::move(*key));
    }
    return keys;
}
