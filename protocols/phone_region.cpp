// SPDX-License-Identifier: Apache-2.0
// libphonenumber behind a narrow door. Its headers need the system's Boost, so this file is
// compiled apart from all others and must not include anything that includes Boost.
#include "protocols/phone_region.hpp"

#include <phonenumbers/phonenumberutil.h>

namespace kazi::protocols {

PhoneFacts phone_facts(std::string_view e164) {
    namespace phones = i18n::phonenumbers;
    static const phones::PhoneNumberUtil& plans = *phones::PhoneNumberUtil::GetInstance();
    phones::PhoneNumber number;
    const auto parsed = plans.Parse(std::string(e164), "ZZ", &number);
    if (!e164.starts_with('+') || parsed != phones::PhoneNumberUtil::NO_PARSING_ERROR) return {};
    PhoneFacts facts;
    facts.country_calling_code = number.country_code();
    facts.possible = plans.IsPossibleNumber(number);
    facts.valid = plans.IsValidNumber(number);
    std::string region;
    plans.GetRegionCodeForNumber(number, &region);
    if (region.size() == 2 && region != "ZZ") facts.region = region;
    return facts;
}

std::string example_mobile(std::string_view region) {
    namespace phones = i18n::phonenumbers;
    const phones::PhoneNumberUtil& plans = *phones::PhoneNumberUtil::GetInstance();
    phones::PhoneNumber number;
    const bool known = plans.GetExampleNumberForType(std::string(region),
                                                     phones::PhoneNumberUtil::MOBILE, &number);
    if (!known) return {};
    std::string e164;
    plans.Format(number, phones::PhoneNumberUtil::E164, &e164);
    return e164;
}

}  // namespace kazi::protocols
