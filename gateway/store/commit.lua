#!lua name=kazi_VERSION
-- SPDX-License-Identifier: Apache-2.0
-- The server's side of the store: some commits, one load, one claim, each a single call.
--
-- A function does not roll back. So a commit runs in three steps: guards (reads only), checks of
-- everything that could make a write fail (reads only), and then writes that can no longer fail.
-- Commits that leave together come in one call, and share what they all read and write.
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
local function read_byte(call, key, index)
    if call.byte_key ~= key or call.byte_index ~= index then
        call.byte_key, call.byte_index, call.byte = key, index, stored_byte(key, index)
    end
    return call.byte
end

-- A counter hash: all fields of it that the call speaks of are read by one command, when the first
-- is needed, and what changed is written by one command, at the end.
local function counter_value(counter, slot)
    counter.values = counter.values or redis.call('HMGET', counter.key, unpack(counter.fields))
    local value = counter.values[slot]
    if type(value) ~= 'number' then
        value = integer(value)
        counter.values[slot] = value
    end
    return value
end

local function write_counter(call, counter)
    if not next(counter.changed) then return end
    local command = {'HSET', counter.key}
    for slot in pairs(counter.changed) do
        command[#command + 1] = counter.fields[slot]
        command[#command + 1] = ('%d'):format(counter.values[slot])
    end
    redis.call(unpack(command))
    counter.changed = {}
    call.kinds[counter.key] = 'hash'
end

-- For a commit that speaks of the hash in other ways too: it finds what those before it added, and
-- what it leaves is read again.
local function settle(call, counters)
    for _, counter in ipairs(counters) do
        write_counter(call, counter)
        counter.values = nil
    end
end

-- How many operands an operation takes, by its letter.
local operands = {
    v = 2, V = 1, a = 1, A = 0, l = 3, b = 2,
    p = 2, P = 1, X = 2, d = 1, D = 0, ['+'] = 3, c = 2, s = 1, S = 2, t = 2, u = 1, k = 2, m = 2,
    h = 1, g = 1,
}

-- Each takes one key too, but for those that name a counter or go on with the hash before.
local without_key = {l = true, ['+'] = true, g = true}

-- Guards: true when the condition holds.
local holds = {
    v = function(_, key, field, version)
        local value = redis.call('HGET', key, field)
        return value and value:sub(1, 4) == version
    end,
    V = function(_, key, version) return redis.call('GETRANGE', key, 0, 3) == version end,
    a = function(_, key, field) return redis.call('HEXISTS', key, field) == 0 end,
    A = function(_, key) return redis.call('EXISTS', key) == 0 end,
    l = function(call, _, counter, slot, minimum)
        return counter_value(call.counters[number(counter)], number(slot)) >= number(minimum)
    end,
    b = function(call, key, index, minimum)
        return read_byte(call, key, index) >= tonumber(minimum)
    end,
}

-- Checks: a read that raises when the write could not succeed. What a key holds is asked once for
-- each kind: within one commit it holds one kind of value, and what is made or taken away as a whole
-- is asked anew. A plain SET and a DEL take whatever is there.
local function is_a(kind, length_command)
    return function(call, key)
        if call.kinds[key] == kind then return end
        redis.call(length_command, key)
        call.kinds[key] = kind
    end
end

local is_hash, is_string = is_a('hash', 'HLEN'), is_a('string', 'STRLEN')
local is_stream, is_schedule = is_a('stream', 'XLEN'), is_a('schedule', 'ZCARD')

-- What kind of value a guard that holds has read.
local kinds_of_guards = {v = 'hash', V = 'string', a = 'hash', b = 'string'}
local whole = {P = true, X = true, D = true}

-- Adds at once, as later guards of the call must see it; a commit that comes to nothing takes it back.
local function add(call, _, counter, slot, delta)
    counter, slot = call.counters[number(counter)], number(slot)
    local before = counter_value(counter, slot)
    local sum = before + number(delta)
    if sum < -exact_max or sum > exact_max then error('sum beyond 2^53') end
    local undo = call.undo
    undo[#undo + 1] = {counter, slot, before, counter.changed[slot]}
    counter.values[slot], counter.changed[slot] = sum, true
end

local function take_back(undo)
    for at = #undo, 1, -1 do
        local counter, slot, before, changed = unpack(undo[at], 1, 4)
        counter.values[slot], counter.changed[slot] = before, changed
    end
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
    c = function(key, index, delta, call)
        local old = read_byte(call, key, index)
        local new = math.max(0, math.min(255, old + tonumber(delta)))
        if new == old then return end
        redis.call('SETRANGE', key, index, string.char(new))
        call.byte = new
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

-- Goes through letters with the keys and operands that are theirs, from (key_at, at) on, until act
-- returns true: then returns which letter that was. Else where the next keys and operands stand.
local function each(call, letters, key_at, at, act)
    for n = 1, #letters do
        local letter = letters:sub(n, n)
        local key
        if not without_key[letter] then
            key, key_at = call.keys[key_at], key_at + 1
        end
        if act(call, letter, key, at) then return nil, nil, n end
        at = at + operands[letter]
    end
    return key_at, at
end

local function fails(call, letter, key, at)
    local args = call.args
    if not holds[letter](call, key, args[at], args[at + 1], args[at + 2]) then return true end
    if key then call.kinds[key] = kinds_of_guards[letter] end
end

local function check(call, letter, key, at)
    local args, needed = call.args, checks[letter]
    if needed then needed(call, key, args[at], args[at + 1], args[at + 2]) end
end

local function write(call, letter, key, at)
    if not key then return end
    if letter ~= 'c' and key == call.byte_key then call.byte_key = nil end
    if whole[letter] then call.kinds[key] = nil end
    writes[letter](key, call.args[at], call.args[at + 1], call)
end

-- What is read back: h begins with a hash, g goes on with it. A read must not fail any more by now:
-- what is no hash has no such field.
local function read_back(call, letters, key_at, at, reply)
    local from = 1
    while from <= #letters do
        local fields = 1 + #letters:match('^g*', from + 1)
        local values = redis.pcall('HMGET', call.keys[key_at], unpack(call.args, at, at + fields - 1))
        for n = 1, fields do reply[#reply + 1] = values[n] or false end
        from, key_at, at = from + fields, key_at + 1, at + fields
    end
end

-- Returns 0 when applied, or the number of the first guard that did not hold, from 1; and where the
-- keys and operands of what is read back stand.
local function apply(call, guards, letters, key_at, at)
    local refused
    key_at, at, refused = each(call, guards, key_at, at, fails)
    if refused then return refused end
    each(call, letters, key_at, at, check)
    key_at, at = each(call, letters, key_at, at, write)
    return 0, key_at, at
end

-- Counter hashes that the commit whose keys these are speaks of in other ways too.
local function touched_counters(call, first, last)
    local touched = {}
    for at = first, last do
        touched[#touched + 1] = call.counter_of[call.keys[at]]
    end
    return touched
end

local function message_of(failure)
    return type(failure) == 'table' and failure.err or tostring(failure)
end

-- One commit of the call. Its five words: how many keys and operands are its own, the guards'
-- letters, the writes' letters, the letters of what is read back.
local function commit_one(call, key_at, at)
    local args, keys_end = call.args, key_at + number(call.args[at])
    local touched = touched_counters(call, key_at, keys_end - 1)
    settle(call, touched)
    call.undo = {}
    local first = at + 5
    local fine, outcome, read_key_at, read_at =
        pcall(apply, call, args[at + 2], args[at + 3], key_at, first)
    if not fine then take_back(call.undo) end
    settle(call, touched)
    local reply = fine and {outcome} or {-1, message_of(outcome)}
    if outcome == 0 then read_back(call, args[at + 4], read_key_at, read_at, reply) end
    return reply, keys_end, first + number(args[at + 1])
end

-- The counter hashes: KEYS begins with their keys, ARGV with their number and then a count and the
-- fields of each. Returns where the commits begin.
local function read_counters(call)
    local at = 2
    for n = 1, number(call.args[1]) do
        local last = at + number(call.args[at])
        local counter = {key = call.keys[n], fields = {unpack(call.args, at + 1, last)}, changed = {}}
        call.counters[n], call.counter_of[counter.key] = counter, counter
        at = last + 1
    end
    return #call.counters + 1, at
end

-- Commits one after the other, each applied or not by itself. KEYS: the counters', then those of the
-- commits; ARGV: the counters, then for each commit its five words and its operands, in order.
-- Returns for each of them 0 and what was read back; or the number of the first guard that did not
-- hold, from 1; or -1 and why it could not be.
local function commit(keys, args)
    local call = {keys = keys, args = args, counters = {}, counter_of = {}, kinds = {}}
    local replies = {}
    local key_at, at = read_counters(call)
    while at <= #args do
        replies[#replies + 1], key_at, at = commit_one(call, key_at, at)
    end
    for _, counter in ipairs(call.counters) do write_counter(call, counter) end
    return replies
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
