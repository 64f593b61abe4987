#!lua name=kazi_VERSION
-- SPDX-License-Identifier: Apache-2.0
-- The server's side of the store: one commit, one load, one claim, each a single call.
--
-- A function does not roll back. So commit runs in three steps: guards (reads only), checks of
-- everything that could make a write fail (reads only), and then writes that can no longer fail.
-- What the batch alone can tell (ranges, ids, one kind of value per key) was checked in C++ by
-- batch_rules.cpp before it was sent; only what depends on stored values is checked here.
--
-- VERSION stands for a hash of this text, so that daemons of two versions can share a server.

-- While a library is loaded Lua's own libraries are not there yet; strings' methods are used, and
-- string and math are named inside functions only.

local exact_max = 9007199254740991 -- 2^53 - 1: up to here a Lua number is an exact integer

local function integer(text)
    if not text then return 0 end
    if #text <= 17 and text:find('^%-?%d+$') then
        local value = tonumber(text)
        if value >= -exact_max and value <= exact_max then return value end
    end
    return error('not an integer below 2^53')
end

local function stored_byte(key, index)
    return redis.call('GETRANGE', key, index, index):byte() or 0
end

-- How many operands an operation takes, by its letter. Each also takes one key.
local operands = {
    v = 2, V = 1, a = 1, A = 0, l = 2, b = 2,
    p = 2, P = 1, X = 2, d = 1, D = 0, ['+'] = 2, c = 2, s = 1, S = 2, t = 2, u = 1, k = 2,
}

-- Guards: true when the condition holds.
local holds = {
    v = function(key, field, version)
        local value = redis.call('HGET', key, field)
        return value and value:sub(1, 4) == version
    end,
    V = function(key, version) return redis.call('GETRANGE', key, 0, 3) == version end,
    a = function(key, field) return redis.call('HEXISTS', key, field) == 0 end,
    A = function(key) return redis.call('EXISTS', key) == 0 end,
    l = function(key, field, minimum)
        return integer(redis.call('HGET', key, field)) >= tonumber(minimum)
    end,
    b = function(key, index, minimum)
        return stored_byte(key, index) >= tonumber(minimum)
    end,
}

-- Checks: a read that raises when the write could not succeed. A key needs one only once, since
-- within one batch it holds one kind of value. A plain SET and a DEL take whatever is there.
local function is_a(length_command)
    return function(state, key)
        if state.seen[key] then return end
        redis.call(length_command, key)
        state.seen[key] = true
    end
end

local is_hash, is_string, is_stream, is_schedule = is_a('HLEN'), is_a('STRLEN'), is_a('XLEN'), is_a('ZCARD')

local function sum_fits(state, key, field, delta)
    local place = key .. '\0' .. field
    local sum = (state.sums[place] or integer(redis.call('HGET', key, field))) + tonumber(delta)
    if sum < -exact_max or sum > exact_max then error('sum beyond 2^53') end
    state.sums[place] = sum
    state.results[state.at] = ('%.0f'):format(sum)
    state.seen[key] = true
end

local checks = {
    p = is_hash,
    d = is_hash,
    ['+'] = sum_fits,
    c = is_string,
    s = is_stream,
    S = is_stream,
    k = is_stream,
    t = is_schedule,
    u = is_schedule,
}

-- Writes: none of them can fail after the checks.
local writes = {
    p = function(_, key, field, value) redis.call('HSET', key, field, value) end,
    P = function(_, key, value) redis.call('SET', key, value) end,
    X = function(_, key, value, seconds) redis.call('SET', key, value, 'EX', seconds) end,
    d = function(_, key, field) redis.call('HDEL', key, field) end,
    D = function(_, key) redis.call('DEL', key) end,
    ['+'] = function(state, key, field) redis.call('HSET', key, field, state.results[state.at]) end,
    c = function(_, key, index, delta)
        local old = stored_byte(key, index)
        local new = math.max(0, math.min(255, old + tonumber(delta)))
        if new ~= old then redis.call('SETRANGE', key, index, string.char(new)) end
    end,
    s = function(_, key, payload) redis.call('XADD', key, '*', 'e', payload) end,
    S = function(_, key, payload, keep)
        redis.call('XADD', key, 'MAXLEN', '~', keep, '*', 'e', payload)
    end,
    t = function(_, key, member, at) redis.call('ZADD', key, at, member) end,
    u = function(_, key, member) redis.call('ZREM', key, member) end,
    k = function(_, key, group, id)
        redis.call('XACK', key, group, id)
        redis.call('XDEL', key, id)
    end,
}

-- ARGV: the guards' letters, the writes' letters, then the operands of all in order.
-- KEYS: one for each letter, in the same order.
-- Returns 0 when applied, else the number of the first guard that did not hold, from 1.
local function commit(keys, args)
    local guard_letters, write_letters = args[1], args[2]
    local state = {seen = {}, sums = {}, results = {}, at = 0}
    local operand = 3
    for at = 1, #guard_letters do
        local letter, key = guard_letters:sub(at, at), keys[at]
        if not holds[letter](key, args[operand], args[operand + 1]) then return at end
        state.seen[key] = true
        operand = operand + operands[letter]
    end
    local first_key, first_operand = #guard_letters, operand
    for at = 1, #write_letters do
        local letter = write_letters:sub(at, at)
        local check = checks[letter]
        state.at = at
        if check then check(state, keys[first_key + at], args[operand], args[operand + 1]) end
        operand = operand + operands[letter]
    end
    operand = first_operand
    for at = 1, #write_letters do
        local letter = write_letters:sub(at, at)
        state.at = at
        writes[letter](state, keys[first_key + at], args[operand], args[operand + 1])
        operand = operand + operands[letter]
    end
    return 0
end

local function length_prefixed(bytes, at)
    local last = at + (bytes:byte(at) or 0)
    return bytes:sub(at + 1, last), last + 1
end

-- Appends the hash fields that a record's header names (see Record in store.hpp) to the reply.
-- What is no record brings none; the daemon says so when it reads it.
local function append_references(reply, record, prefix)
    local at, key, field = 6, nil, nil
    for _ = 1, record:byte(5) or 0 do
        key, at = length_prefixed(record, at)
        field, at = length_prefixed(record, at)
        reply[#reply + 1] = redis.call('HGET', prefix .. key, field)
    end
end

-- ARGV: the cell's prefix; a letter for each key (r record, s string, h hash field); the fields.
-- Returns the record, what it refers to, and the other places asked for, in order.
local function load(keys, args)
    local prefix, letters = args[1], args[2]
    local reply, field = {}, 3
    for at = 1, #letters do
        local letter = letters:sub(at, at)
        if letter == 'h' then
            reply[#reply + 1] = redis.call('HGET', keys[at], args[field])
            field = field + 1
        else
            local value = redis.call('GET', keys[at])
            reply[#reply + 1] = value
            if letter == 'r' and value then append_references(reply, value, prefix) end
        end
    end
    return reply
end

-- Entries that somebody claimed and left; the group is made on first use.
local function claim_left(key, group, consumer, count, idle_ms)
    local claimed = redis.pcall('XAUTOCLAIM', key, group, consumer, idle_ms, '0-0', 'COUNT', count)
    if not claimed.err then return claimed[2] end
    if not claimed.err:find('NOGROUP', 1, true) then return error(claimed) end
    redis.call('XGROUP', 'CREATE', key, group, '0', 'MKSTREAM')
    return {}
end

-- ARGV: group, consumer, count, idle milliseconds.
-- Returns id, payload and number of deliveries of each entry, one after the other.
local function claim(keys, args)
    local key, group, consumer, count = keys[1], args[1], args[2], tonumber(args[3])
    local reply = {}
    local function add(entry, deliveries)
        reply[#reply + 1] = entry[1]
        reply[#reply + 1] = entry[2][2]
        reply[#reply + 1] = deliveries
    end
    local left = claim_left(key, group, consumer, count, args[4])
    for _, entry in ipairs(left) do
        add(entry, redis.call('XPENDING', key, group, entry[1], entry[1], 1)[1][4])
    end
    if #left == count then return reply end
    local read = redis.call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', count - #left, 'STREAMS', key, '>')
    for _, entry in ipairs(read and read[1][2] or {}) do add(entry, 1) end
    return reply
end

redis.register_function('kazi_commit_VERSION', commit)
redis.register_function({function_name = 'kazi_load_VERSION', callback = load, flags = {'no-writes'}})
redis.register_function('kazi_claim_VERSION', claim)
