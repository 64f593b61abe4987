// SPDX-License-Identifier: Apache-2.0
#include "config/country_packs.hpp"

#include <toml++/toml.h>

#include "embedded/country_files.hpp"

namespace kazi::config {

namespace {

constexpr std::string_view every_other_country = "ZZ";

/// Packs hold no secrets and refer to nothing outside.
const Sources& no_sources() {
    static const Sources none{
        .environment = [](const std::string&) { return std::nullopt; },
        .file = [](const std::string&) { return std::nullopt; },
    };
    return none;
}

CountryPack read_pack(Section& root) {
    CountryPack pack;
    pack.country = root.text("country");
    pack.minimum_age = root.number_or("minimum_age", {13, 99}, pack.minimum_age);
    pack.quiet_from_minute = root.minute_of_day_or("quiet_from", pack.quiet_from_minute);
    pack.quiet_until_minute = root.minute_of_day_or("quiet_until", pack.quiet_until_minute);
    if (auto section = root.child("protection")) {
        pack.protection = read_protection(*std::move(section), pack.protection);
    }
    root.close();
    return pack;
}

}  // namespace

CountryPackResult read_country_pack(std::string_view text, const std::string& file) {
    toml::table document;
    try {
        document = toml::parse(text, std::string_view(file));
    } catch (const toml::parse_error& error) {
        return ConfigErrors{{file, static_cast<int>(error.source().begin.line), "",
                             std::string(error.description())}};
    }
    Reading reading{file, no_sources(), {}, {}};
    Section root(document, "", reading);
    CountryPack pack = read_pack(root);
    if (!reading.errors.empty()) return std::move(reading.errors);
    return pack;
}

CountryPackResult country_pack(std::string_view country) {
    std::string_view wanted = every_other_country;
    for (const CountryFile& each : country_files) {
        if (each.country == country) wanted = country;
    }
    for (const CountryFile& each : country_files) {
        if (each.country == wanted) return read_country_pack(each.text, std::string(each.file));
    }
    return ConfigErrors{{"countries", 0, "", "no pack for countries without one"}};
}

}  // namespace kazi::config
