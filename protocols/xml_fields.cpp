// SPDX-License-Identifier: Apache-2.0
// A small reader, for bodies of a dozen elements. It expands nothing but the five entities of XML
// and character references, so that no body can grow.
#include "protocols/xml_fields.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> entities = {
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};

/// The code point in UTF-8; empty for one that is none.
std::string utf8_of(std::uint32_t point) {
    const auto tail = [&](unsigned shift) {
        return static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
    };
    if (point < 0x80) return {static_cast<char>(point)};
    if (point < 0x800) return {static_cast<char>(0xC0U | (point >> 6U)), tail(0)};
    if (point >= 0xD800 && point < 0xE000) return {};
    if (point < 0x10000) return {static_cast<char>(0xE0U | (point >> 12U)), tail(6), tail(0)};
    if (point > 0x10FFFF) return {};
    return {static_cast<char>(0xF0U | (point >> 18U)), tail(12), tail(6), tail(0)};
}

/// What stands for "#65", "#x41" or "amp"; nothing for other names.
std::optional<std::string> expand(std::string_view reference) {
    for (const auto& [name, character] : entities) {
        if (name == reference) return std::string(1, character);
    }
    if (!reference.starts_with('#')) return std::nullopt;
    reference.remove_prefix(1);
    const bool hex = reference.starts_with('x');
    if (hex) reference.remove_prefix(1);
    std::uint32_t point = 0;
    const char* last = reference.data() + reference.size();
    const auto [end, error] = std::from_chars(reference.data(), last, point, hex ? 16 : 10);
    if (reference.empty() || error != std::errc{} || end != last) return std::nullopt;
    std::string bytes = utf8_of(point);
    return bytes.empty() ? std::nullopt : std::optional(std::move(bytes));
}

struct Element {
    std::string_view name;  ///< as written, with its prefix
    bool has_children = false;
};

class XmlReader {
public:
    explicit XmlReader(std::string_view body) : rest_(body), fields_(body.size()) {}

    Parsed<Fields> read() {
        while (!rest_.empty() && !refusal_) {
            if (rest_.front() == '<') {
                read_markup();
            } else {
                read_text();
            }
        }
        if (!refusal_ && (!open_.empty() || !had_root_)) refuse("the body is not whole XML");
        if (refusal_) return *std::move(refusal_);
        return std::move(fields_);
    }

private:
    void refuse(std::string why) {
        if (!refusal_) refusal_ = Refusal{400, std::move(why)};
    }

    /// What stands before `end`, which is taken along; nothing, and a refusal, without it.
    std::optional<std::string_view> take_until(std::string_view end) {
        const std::size_t at = rest_.find(end);
        if (at == std::string_view::npos) {
            refuse("the body is not whole XML");
            return std::nullopt;
        }
        const std::string_view taken = rest_.substr(0, at);
        rest_.remove_prefix(at + end.size());
        return taken;
    }

    void read_markup() {
        static constexpr std::string_view data_mark = "<![CDATA[";
        if (rest_.starts_with("<?")) {
            (void)take_until("?>");
        } else if (rest_.starts_with("<!--")) {
            rest_.remove_prefix(4);
            (void)take_until("-->");
        } else if (rest_.starts_with(data_mark) && !open_.empty()) {
            rest_.remove_prefix(data_mark.size());
            if (const auto data = take_until("]]>")) fields_.append(*data);
        } else if (rest_.starts_with("</")) {
            rest_.remove_prefix(2);
            if (const auto name = take_until(">")) close(trim(*name));
        } else {
            open();
        }
    }

    /// The tag's text up to its end; a > inside an attribute's quotes is none.
    std::optional<std::string_view> take_tag() {
        char quote = 0;
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            const char c = rest_[i];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                const std::string_view tag = rest_.substr(1, i - 1);
                rest_.remove_prefix(i + 1);
                return tag;
            }
        }
        refuse("the body is not whole XML");
        return std::nullopt;
    }

    void open() {
        const auto taken = take_tag();
        if (!taken) return;
        const bool closed = taken->ends_with('/');
        const std::string_view tag = taken->substr(0, taken->size() - (closed ? 1 : 0));
        const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n"));
        if (name.empty() || name.front() == '!') return refuse("the body is no plain XML");
        if (open_.empty() && had_root_) return refuse("something follows the XML body");
        if (open_.size() == xml_depth_max) return refuse("the XML body is nested too deeply");
        had_root_ = true;
        if (!open_.empty()) open_.back().has_children = true;
        (void)fields_.take();  // text between elements says nothing
        open_.push_back({name});
        if (closed) close(name);
    }

    void close(std::string_view name) {
        if (open_.empty() || open_.back().name != name) {
            return refuse("the body is not well-formed XML");
        }
        const bool leaf = !open_.back().has_children;
        open_.pop_back();
        const std::string_view text = fields_.take();
        if (leaf) add(local(name), text);
        if (name == "member") member_.reset();
    }

    static std::string_view local(std::string_view name) {
        return name.substr(name.find(':') + 1);  // npos + 1 is 0
    }

    void add(std::string_view name, std::string_view text) {
        if (name == "name" && !open_.empty() && open_.back().name == "member") {
            member_ = trim(text);
            return;
        }
        // A field's name has to outlive the body, so it goes into the fields' block as well.
        if (member_) {
            name = *member_;
        } else {
            fields_.append(name);
            name = fields_.take();
        }
        if (auto refusal = fields_.add({name, text, FieldKind::text})) {
            refusal_ = std::move(refusal);
        }
    }

    void read_text() {
        const std::string_view text = rest_.substr(0, rest_.find('<'));
        rest_.remove_prefix(text.size());
        if (open_.empty()) {
            if (!trim(text).empty()) refuse("the body is not XML");
            return;
        }
        append_expanded(text);
    }

    void append_expanded(std::string_view text) {
        while (!text.empty()) {
            const std::size_t mark = text.find('&');
            fields_.append(text.substr(0, mark));
            if (mark == std::string_view::npos) return;
            text.remove_prefix(mark + 1);
            const std::size_t end = text.find(';');
            const auto bytes =
                end == std::string_view::npos ? std::nullopt : expand(text.substr(0, end));
            if (!bytes) return refuse("an XML entity that nobody knows");
            fields_.append(*bytes);
            text.remove_prefix(end + 1);
        }
    }

    std::string_view rest_;
    Fields fields_;
    std::vector<Element> open_;
    std::optional<std::string_view> member_;  ///< name of the XML-RPC member being read
    bool had_root_ = false;
    std::optional<Refusal> refusal_;
};

}  // namespace

Parsed<Fields> parse_flat_xml(std::string_view body) {
    static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (body.starts_with(byte_order_mark)) body.remove_prefix(byte_order_mark.size());
    return XmlReader(body).read();
}

std::string_view xml_encoding(std::string_view body) {
    static constexpr std::string_view key = "encoding=";
    if (!body.starts_with("<?xml")) return {};
    const std::string_view declaration = body.substr(0, body.find("?>"));
    const std::size_t at = declaration.find(key);
    if (at == std::string_view::npos || at + key.size() == declaration.size()) return {};
    const std::string_view quoted = declaration.substr(at + key.size());
    const std::size_t end = quoted.find(quoted.front(), 1);
    return end == std::string_view::npos ? std::string_view{} : quoted.substr(1, end - 1);
}

}  // namespace kazi::protocols
