// SPDX-License-Identifier: Apache-2.0
// The one place where Boost.JSON and Boost.URL are compiled; everybody else includes their headers.
#include <boost/json/src.hpp>
#include <boost/url/src.hpp>
