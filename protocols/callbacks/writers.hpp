// SPDX-License-Identifier: Apache-2.0
// One writer for each dialect, each in a file of the dialect's name.
#pragma once

#include "protocols/callbacks/callback_writer.hpp"

namespace kazi::protocols::callbacks {

extern const CallbackWriter africastalking;
extern const CallbackWriter arkesel;
extern const CallbackWriter hubtel;
extern const CallbackWriter infobip;
extern const CallbackWriter junebug;
extern const CallbackWriter kannel;
extern const CallbackWriter mtn;
extern const CallbackWriter nalo;
extern const CallbackWriter oneapi;
extern const CallbackWriter simple;
extern const CallbackWriter telerivet;
extern const CallbackWriter twilio;
extern const CallbackWriter vonage;

}  // namespace kazi::protocols::callbacks
