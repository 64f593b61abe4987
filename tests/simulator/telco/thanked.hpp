// SPDX-License-Identifier: Apache-2.0
// What the crowd was thanked for: the promises a crash test holds the daemon to.
#pragma once

#include <boost/json/array.hpp>
#include <map>
#include <string>
#include <utility>

#include "tests/simulator/crowd/person.hpp"

namespace kazi::simulator::telco {

class Thanked {
public:
    void note(const std::string& msisdn, const crowd::Given& given);

    [[nodiscard]] std::size_t size() const { return records_.size(); }
    /// [{"msisdn","item","label","times"}]; the label is the last one thanked for.
    [[nodiscard]] boost::json::array to_json() const;

private:
    struct Record {
        int label = 0;
        int times = 0;
    };
    std::map<std::pair<std::string, std::string>, Record> records_;  ///< by number and item
};

}  // namespace kazi::simulator::telco
