// SPDX-License-Identifier: Apache-2.0
#include "taskflow/survey/csv.hpp"

#include <fmt/format.h>

namespace kazi::taskflow::survey {

namespace {

class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    }

    boost::system::result<std::vector<CsvRow>, std::string> read() {
        for (; at_ < text_.size(); ++at_) {
            const char byte = text_[at_];
            if (byte == '"') {
                if (!quoted()) return fmt::format("line {}: a quote is never closed", line_);
            } else if (byte == ',') {
                end_cell();
            } else if (byte == '\n') {
                end_row();
                ++line_;
            } else if (byte != '\r') {
                cell_.push_back(byte);
            }
        }
        if (!cell_.empty() || !row_.empty()) end_row();
        return rows_;
    }

private:
    /// From the opening quote to the closing one; two in a row stand for one.
    bool quoted() {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                cell_.push_back(text_[at_]);
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                cell_.push_back(text_[++at_]);
            } else {
                return true;
            }
        }
        return false;
    }

    void end_cell() {
        row_.push_back(std::move(cell_));
        cell_.clear();
    }

    void end_row() {
        end_cell();
        rows_.push_back(std::move(row_));
        row_.clear();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    std::string cell_;
    CsvRow row_;
    std::vector<CsvRow> rows_;
};

}  // namespace

boost::system::result<std::vector<CsvRow>, std::string> read_csv(std::string_view text) {
    return CsvReader(text).read();
}

}  // namespace kazi::taskflow::survey
