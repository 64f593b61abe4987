// SPDX-License-Identifier: Apache-2.0
// A survey as a campaign's work: each item is one interview, each worker gives one.
#pragma once

#include <memory>
#include <string>

namespace kazi::taskflow {

namespace survey {
struct Survey;
}

/// Set once, when the campaign is made: whoever answers, answers this version.
struct SurveyTask {
    std::shared_ptr<const survey::Survey> survey;  ///< null: the campaign asks its one question
    std::string definition;                        ///< as the client sent it, JSON or CSV
};

}  // namespace kazi::taskflow
