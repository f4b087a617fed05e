# The one door to everything here. Each target installs what it needs from the system's packages.

SWIFT ?= swift
STRATA := .build/debug/strata
SOURCES := Sources Plugins Tests Examples/Digits/Sources Examples/Digits/Tests Examples/Digits/Package.swift \
	Benchmarks/Sources Benchmarks/Package.swift Package.swift

# Tests that talk over sockets and wait for each other's answers.
ALONE := StrataRegistryTests StrataServerTests StrataClientTests StrataServerProgramTests StrataBrowserTests \
	StrataTests.RecordingTests OutageTests ServerCrashTests ServerRecordingTests ServerRecordTests
space := $() $()

.PHONY: help demo demo-images test test-documentation lint format bench bench-images bench-server check-api screenshots docs setup build clean

help:
	@echo 'make demo     set up, build, and run the example on real data'
	@echo 'make demo-images'
	@echo '              make images of the example on five bases, and run them in containers'
	@echo 'make test     set up, and run every test'
	@echo 'make lint     check the format and the documentation comments'
	@echo 'make format   mend the format'
	@echo 'make bench    measure what a run costs (release build, about 10 minutes)'
	@echo 'make bench-images'
	@echo '              measure what a change costs to bring into images, beside buildah and, with CRANE=PATH, crane'
	@echo 'make bench-server'
	@echo '              measure what the server and its pages take (release build, about 5 minutes)'
	@echo 'make check-api'
	@echo '              hold the server to its OpenAPI document with schemathesis'
	@echo 'make screenshots'
	@echo '              write pictures of every page to .build/screenshots'
	@echo 'make docs     write the API documentation to .build/documentation'
	@echo 'make clean    remove what was built'

setup:
	@Scripts/install-dependencies

build: setup
	$(SWIFT) build --product strata

demo: build
	@Scripts/demo

demo-images: build
	@Scripts/demo-images

test: setup
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip '$(subst $(space),|,$(ALONE))'
	@# By themselves: what they wait for must not wait for the others.
	@set -e; for tests in $(filter-out StrataBrowserTests,$(ALONE)); do \
	    echo "$(SWIFT) test --skip-build --filter $$tests"; $(SWIFT) test --skip-build --filter $$tests; done
	$(SWIFT) test --package-path Examples/Digits --scratch-path .build
	@# The pages show what the example records.
	$(SWIFT) test --skip-build --filter StrataBrowserTests
	@Scripts/check-api
	@Scripts/run-readme

lint: setup
	$(SWIFT) format lint --strict --parallel -r $(SOURCES)

format:
	$(SWIFT) format --in-place --parallel -r $(SOURCES)

bench: setup
	$(SWIFT) run -c release --package-path Benchmarks EngineBenchmark

bench-images: setup
	$(SWIFT) build -c release --product strata
	rm -f .build/release/description.json # SwiftPM takes it for the example's
	$(SWIFT) build -c release --package-path Examples/Digits --scratch-path .build --product Digits
	$(SWIFT) run -c release --package-path Benchmarks ImageBenchmark --loop $(if $(CRANE),--crane $(CRANE))

bench-server: setup
	$(SWIFT) build -c release --product strata
	$(SWIFT) run -c release --package-path Benchmarks ServerBenchmark

check-api: setup
	$(SWIFT) build --product strata
	$(SWIFT) build --product FixturePipeline
	@Scripts/check-api

screenshots: setup
	$(SWIFT) build --build-tests
	$(SWIFT) build --package-path Examples/Digits --scratch-path .build
	STRATA_SCREENSHOTS="$$PWD/.build/screenshots" $(SWIFT) test --skip-build --filter 'DashboardTests.AppearanceTests'

docs: setup
	@Scripts/write-documentation

clean:
	rm -rf .build Examples/*/.build Benchmarks/.build
