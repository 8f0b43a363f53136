// Stands in programme/atomic_files.h, because the register writes for keeps, too.
#pragma once

#include "programme/atomic_files.h"
