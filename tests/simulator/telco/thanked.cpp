// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/telco/thanked.hpp"

#include <boost/json/object.hpp>

namespace kazi::simulator::telco {

void Thanked::note(const std::string& msisdn, const crowd::Given& given) {
    auto& record = records_[{msisdn, given.item}];
    record.label = given.label;
    ++record.times;
}

boost::json::array Thanked::to_json() const {
    boost::json::array all;
    for (const auto& [who, record] : records_) {
        all.push_back(boost::json::object{{"msisdn", who.first},
                                          {"item", who.second},
                                          {"label", record.label},
                                          {"times", record.times}});
    }
    return all;
}

}  // namespace kazi::simulator::telco
