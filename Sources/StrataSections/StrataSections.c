#include "StrataSections.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

// Libraries may be loaded while the program runs (dlopen), so the list is locked.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static strata_function_record *records;
static size_t count, capacity;

void strata_register_function(strata_function_record record) {
    pthread_mutex_lock(&lock);
    if (count == capacity) {
        size_t larger = capacity ? capacity * 2 : 64;
        strata_function_record *grown = realloc(records, larger * sizeof *records);
        if (!grown) {
            fputs("strata: out of memory while loading the program's functions\n", stderr);
            abort();
        }
        records = grown;
        capacity = larger;
    }
    records[count++] = record;
    pthread_mutex_unlock(&lock);
}

size_t strata_function_count(void) {
    pthread_mutex_lock(&lock);
    size_t present = count;
    pthread_mutex_unlock(&lock);
    return present;
}

strata_function_record strata_function_at(size_t index) {
    pthread_mutex_lock(&lock);
    strata_function_record record = records[index];
    pthread_mutex_unlock(&lock);
    return record;
}
