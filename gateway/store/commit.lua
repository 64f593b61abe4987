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

-- The numbers of counters and slots are small: found sooner than converted.
local small = {}
for n = 1, 64 do small[('%d'):format(n)] = n end

local function number(text)
    return small[text] or tonumber(text)
end

local function stored_byte(key, index)
    return redis.call('GETRANGE', key, index, index):byte() or 0
end

-- A guard on a byte mostly goes with a write to it: what was read last is kept.
local function read_byte(state, key, index)
    if state.byte_key ~= key or state.byte_index ~= index then
        state.byte_key, state.byte_index, state.byte = key, index, stored_byte(key, index)
    end
    return state.byte
end

-- A counter hash: all fields of it that the batch speaks of are read by one call, when the first is
-- needed, and what changed is written by one call, at the end.
local function counter_value(counter, slot)
    counter.values = counter.values or redis.call('HMGET', counter.key, unpack(counter.fields))
    local value = counter.values[slot]
    if type(value) ~= 'number' then
        value = integer(value)
        counter.values[slot] = value
    end
    return value
end

local function write_counter(counter)
    if not counter.changed then return end
    local call = {'HSET', counter.key}
    for slot in pairs(counter.changed) do
        call[#call + 1] = counter.fields[slot]
        call[#call + 1] = ('%d'):format(counter.values[slot])
    end
    redis.call(unpack(call))
end

-- How many operands an operation takes, by its letter.
local operands = {
    v = 2, V = 1, a = 1, A = 0, l = 3, b = 2,
    p = 2, P = 1, X = 2, d = 1, D = 0, ['+'] = 3, c = 2, s = 1, S = 2, t = 2, u = 1, k = 2, m = 2,
    h = 1,
}

-- Each takes one key too, but for those that name a counter.
local without_key = {l = true, ['+'] = true}

-- Guards: true when the condition holds.
local holds = {
    v = function(_, key, field, version)
        local value = redis.call('HGET', key, field)
        return value and value:sub(1, 4) == version
    end,
    V = function(_, key, version) return redis.call('GETRANGE', key, 0, 3) == version end,
    a = function(_, key, field) return redis.call('HEXISTS', key, field) == 0 end,
    A = function(_, key) return redis.call('EXISTS', key) == 0 end,
    l = function(state, _, counter, slot, minimum)
        return counter_value(state.counters[number(counter)], number(slot)) >= number(minimum)
    end,
    b = function(state, key, index, minimum)
        return read_byte(state, key, index) >= tonumber(minimum)
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

local function add(state, _, counter, slot, delta)
    counter, slot = state.counters[number(counter)], number(slot)
    local sum = counter_value(counter, slot) + number(delta)
    if sum < -exact_max or sum > exact_max then error('sum beyond 2^53') end
    counter.values[slot] = sum
    counter.changed = counter.changed or {}
    counter.changed[slot] = true
end

-- Cells stand side by side in a field, four bytes each.
local function are_cells(_, key, field)
    if redis.call('HSTRLEN', key, field) % 4 ~= 0 then error('not cells') end
end

local function add_cells(key, field, changes)
    local cells = redis.call('HGET', key, field) or ''
    for at = 1, #changes, 6 do
        local cell, delta = struct.unpack('<I2i4', changes, at)
        local before = cell * 4
        cells = cells .. ('\0'):rep(before + 4 - #cells)
        local sum = struct.unpack('<I4', cells, before + 1) + delta
        sum = math.max(0, math.min(4294967295, sum))
        cells = cells:sub(1, before) .. struct.pack('<I4', sum) .. cells:sub(before + 5)
    end
    redis.call('HSET', key, field, cells)
end

local checks = {
    p = is_hash,
    d = is_hash,
    ['+'] = add,
    c = is_string,
    m = are_cells,
    s = is_stream,
    S = is_stream,
    k = is_stream,
    t = is_schedule,
    u = is_schedule,
}

-- Writes: none of them can fail after the checks. Counters are written apart.
local writes = {
    p = function(key, field, value) redis.call('HSET', key, field, value) end,
    P = function(key, value) redis.call('SET', key, value) end,
    X = function(key, value, seconds) redis.call('SET', key, value, 'EX', seconds) end,
    d = function(key, field) redis.call('HDEL', key, field) end,
    D = function(key) redis.call('DEL', key) end,
    c = function(key, index, delta, state)
        local old = read_byte(state, key, index)
        local new = math.max(0, math.min(255, old + tonumber(delta)))
        if new == old then return end
        redis.call('SETRANGE', key, index, string.char(new))
        state.byte = new
    end,
    m = add_cells,
    s = function(key, payload) redis.call('XADD', key, '*', 'e', payload) end,
    S = function(key, payload, keep)
        redis.call('XADD', key, 'MAXLEN', '~', keep, '*', 'e', payload)
    end,
    t = function(key, member, at) redis.call('ZADD', key, at, member) end,
    u = function(key, member) redis.call('ZREM', key, member) end,
    k = function(key, group, id)
        redis.call('XACK', key, group, id)
        redis.call('XDEL', key, id)
    end,
}

-- The counter hashes: KEYS begins with their keys, and from ARGV[5] stand a count and the fields
-- of each. Returns them and where in ARGV the operands begin.
local function read_counters(keys, args)
    local counters, at = {}, 5
    for n = 1, number(args[4]) or 0 do
        local last = at + number(args[at])
        counters[n] = {key = keys[n], fields = {unpack(args, at + 1, last)}}
        at = last + 1
    end
    return counters, at
end

-- ARGV: the guards' letters, the writes' letters, the letters of what is read back, how many counter
-- hashes and what they are, then the operands of all letters in order. KEYS: the counters', then one
-- for each letter that takes one.
-- Returns 0 when applied, and then what was read back; else the number of the first guard that did
-- not hold, from 1. A read must not fail any more by then: what is no hash has no such field.
local function commit(keys, args)
    local counters, operand = read_counters(keys, args)
    local state = {seen = {}, counters = counters}
    local key_at = #counters
    local function each(letters, act)
        for at = 1, #letters do
            local letter = letters:sub(at, at)
            local key
            if not without_key[letter] then
                key_at = key_at + 1
                key = keys[key_at]
            end
            local failed = act(letter, key, operand)
            if failed then return at end
            operand = operand + operands[letter]
        end
    end
    local refused = each(args[1], function(letter, key, at)
        if not holds[letter](state, key, args[at], args[at + 1], args[at + 2]) then return true end
        if key then state.seen[key] = true end
    end)
    if refused then return {refused} end
    local first_key, first_operand = key_at, operand
    each(args[2], function(letter, key, at)
        local check = checks[letter]
        if check then check(state, key, args[at], args[at + 1], args[at + 2]) end
    end)
    key_at, operand = first_key, first_operand
    each(args[2], function(letter, key, at)
        if not key then return end
        if letter ~= 'c' and key == state.byte_key then state.byte_key = nil end
        writes[letter](key, args[at], args[at + 1], state)
    end)
    for _, counter in ipairs(counters) do write_counter(counter) end
    local reply = {0}
    each(args[3], function(_, key, at)
        local value = redis.pcall('HGET', key, args[at])
        reply[#reply + 1] = type(value) == 'string' and value
    end)
    return reply
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

-- ARGV: the cell's prefix; the letters (r record, s string, h hash field, each with a key; g another
-- field of the hash before); the fields.
-- Returns the record, what it refers to, and the other places asked for, in order.
local function load(keys, args)
    local prefix, letters = args[1], args[2]
    local reply, field, at = {}, 3, 1
    for _, key in ipairs(keys) do
        local letter = letters:sub(at, at)
        if letter == 'h' then
            local others = #letters:match('^g*', at + 1)
            local values = redis.call('HMGET', key, unpack(args, field, field + others))
            for n = 1, others + 1 do reply[#reply + 1] = values[n] end
            field, at = field + others + 1, at + others
        elseif letter ~= '' then
            local value = redis.call('GET', key)
            reply[#reply + 1] = value
            if letter == 'r' and value then append_references(reply, value, prefix) end
        end
        at = at + 1
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
