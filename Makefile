# `make` or `make help` lists the targets.

PREFIX ?= /usr/local
DESTDIR ?=
SECONDS ?= 60
SIZE ?= 64M
LARGEST ?= 256M

RELEASE = .build/release
IMAGE = $(RELEASE)/lexicon.gplex
SHARE = $(PREFIX)/share/gatepost
LIBRARY = .build/lib
PROGRAMS = gatepost gatepost-verbs gatepost-lexicon gatepost-reader

# A crash in a test should say so at once, not spend a minute on a backtrace.
export SWIFT_BACKTRACE = enable=no

.DEFAULT_GOAL := help
.PHONY: help demo test build release lint accuracy ablation fairness bench instructions queries forms hosts fuzz lib wheel spark install uninstall \
  deb dist clean dependencies

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: release ## build, scan the sample drafts, newsletters and Facebook export, show what is wrong
	@for inputs in 'Fixtures/drafts/*.txt' 'Fixtures/newsletters' 'Fixtures/facebook/facebook-export.zip'; do \
	  printf '\n$$ gatepost --format text %s\n\n' "$$inputs"; \
	  status=0; $(RELEASE)/gatepost --format text $$inputs || status=$$?; \
	  test $$status -le 1 || exit $$status; \
	done
	@printf '\nTry it on a text of your own:\n\n'
	@printf '  echo "Well done to Tobias Fenwick in 4B!" | %s\n' '$(RELEASE)/gatepost'
	@printf '  %s --help\n\n' '$(RELEASE)/gatepost'
	@printf 'README.md tells the rest.\n'

# The flag keeps modules from importing what Package.swift does not grant them.
test: dependencies ## build and run the tests
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build

build: dependencies ## build for debugging
	swift build

release: dependencies ## build for use, with the lexicon image beside the program
	scripts/static-libraries.sh .build/static
	for program in $(PROGRAMS); do \
	  PKG_CONFIG_PATH="$$PWD/.build/static" swift build -c release --static-swift-stdlib --disable-local-rpath \
	    --product $$program || exit; \
	done
	$(RELEASE)/gatepost-lexicon compile Lexicons --output $(IMAGE)

# Leaks are not looked for: what a global is made of once is never given back. An archive of 30 KB may unpack to
# 10 MB before it is refused, which takes half a second, and twenty times as long here on a busy machine.
fuzz: release ## feed mutilated files to the readers and the scanner for SECONDS (60)
	GATEPOST_FUZZ=1 swift build -c release --scratch-path .build/fuzz --product gatepost-fuzz \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library -Xswiftc -use-ld=lld
	mkdir -p .build/fuzz/corpus
	ASAN_OPTIONS=detect_leaks=0 GATEPOST_IMAGE=$(IMAGE) .build/fuzz/release/gatepost-fuzz \
	  -max_total_time=$(SECONDS) -timeout=40 -rss_limit_mb=2048 -max_len=65536 \
	  -artifact_prefix=.build/fuzz/ .build/fuzz/corpus \
	  Fixtures/hostile Fixtures/readers Fixtures/drafts Fixtures/comments Fixtures/newsletters

lint: ## check the form of the sources
	swift format lint --strict --recursive Sources Tests Fuzz Package.swift

accuracy: release ## score the labelled passages: held out, hard ones, texts written from the clauses
	@for name in heldout hard; do \
	  printf '\n%s passages\n\n' "$$name"; \
	  python3 -c "import json, sys; [print(json.dumps({k: r[k] for k in ('id', 'text', 'kind', 'audience')})) for r in map(json.loads, open(sys.argv[1], encoding='utf-8'))]" Fixtures/accuracy/$$name.jsonl \
	    | $(RELEASE)/gatepost scan - --input jsonl --format jsonl --all --fail-on never > .build/accuracy-$$name.jsonl || exit 1; \
	  python3 scripts/score.py Fixtures/accuracy/$$name.jsonl .build/accuracy-$$name.jsonl || exit 1; \
	done
	@printf '\nheld-out findings about pupils and personal data, by how sure they are said to be:\n'
	@python3 scripts/calibration.py Fixtures/accuracy/heldout.jsonl .build/accuracy-heldout.jsonl
	@printf '\ntexts written from the clauses alone:\n'
	@python3 scripts/clauses.py $(abspath $(RELEASE))/gatepost Fixtures/accuracy/clauses.jsonl

# CORPUS=file.jsonl adds another labelled set.
ablation: release ## compare lists, rules and a trained model at finding names
	@python3 scripts/names/train.py --out .build/name-model.tsv
	@python3 scripts/names/ablation.py $(RELEASE)/gatepost --model .build/name-model.tsv \
	  --labelled Fixtures/accuracy/heldout.jsonl $(CORPUS)

fairness: release ## show whether names of every origin are found equally
	@python3 scripts/fairness.py $(RELEASE)/gatepost --check

# SIZE=256M takes more comments, LARGEST=4G goes up to that with the inputs of every size.
bench: release ## measure speed and memory, beside other tools
	scripts/install-dependencies.sh valgrind:valgrind rg:ripgrep libhs.pc:libvectorscan-dev
	test -x .build/bench-env/bin/pip || python3 -m venv .build/bench-env
	.build/bench-env/bin/pip install --quiet presidio-analyzer better-profanity || true
	$(RELEASE)/gatepost-lexicon words Lexicons > .build/bench-words.txt
	python3 scripts/make-bench-input.py --size $(SIZE) --seed 1 --form jsonl --out .build/bench-comments.jsonl
	$(RELEASE)/gatepost-lexicon words Lexicons --anchors > .build/bench-anchors.txt
	$(RELEASE)/gatepost-lexicon words Lexicons --anchors --names > .build/bench-every-word.txt
	python3 -B scripts/bench.py $(RELEASE)/gatepost .build/bench-words.txt .build/bench-comments.jsonl \
	  --anchors .build/bench-anchors.txt --every-word .build/bench-every-word.txt --size $(SIZE) --largest $(LARGEST) --json .build/bench.json
	@python3 scripts/fairness.py $(RELEASE)/gatepost

# RECORD=1 writes what scans take now, for a change that has to cost something.
instructions: release ## compare the instructions that scans take with recorded counts
	scripts/install-dependencies.sh valgrind:valgrind
	@python3 scripts/check-instructions.py $(RELEASE)/gatepost $(if $(RECORD),--record)

queries: release ## run the commands of Documentation/scale.md: many files, SQLite, DuckDB where it is
	scripts/install-dependencies.sh sqlite3:sqlite3
	@python3 scripts/check-queries.py $(RELEASE)/gatepost --duckdb .build/bench-env/bin/python

forms: release ## have real programs write files in every form, and show what is read, redacted, how fast
	@python3 scripts/forms/forms.py check $(RELEASE)/gatepost
	@python3 scripts/forms/forms.py redact $(RELEASE)/gatepost
	@python3 scripts/forms/forms.py speed $(RELEASE)/gatepost

hosts: release ## check the forms for code hosts, their jobs, pre-commit and the hook's time
	@python3 scripts/check-hosts.py $(RELEASE)/gatepost

lib: dependencies ## build libgatepost, its header and its lexicon into .build/lib, and try them out
	scripts/static-libraries.sh .build/static
	for product in gatepost-c gatepost-lexicon; do \
	  PKG_CONFIG_PATH="$$PWD/.build/static" swift build -c release --static-swift-stdlib --disable-local-rpath \
	    --product $$product || exit; \
	done
	scripts/library/link.sh $(LIBRARY)
	cp include/gatepost.h $(LIBRARY)/gatepost.h
	$(RELEASE)/gatepost-lexicon compile Lexicons --output $(LIBRARY)/lexicon.gplex
	scripts/library/check.sh $(LIBRARY)

wheel: lib ## build the Python package with the library inside into .build/wheel, and test it
	scripts/library/wheel.sh $(LIBRARY) .build/wheel

spark: release wheel ## test the Spark job with real Spark (needs Java 17), workers killed
	scripts/install-dependencies.sh java:openjdk-17-jre-headless
	scripts/library/spark.sh .build/wheel $(RELEASE)/gatepost

# Installing builds only if nothing is built yet, so that `sudo make install` leaves .build alone.
install: $(RELEASE)/gatepost ## install under PREFIX (/usr/local); DESTDIR for packaging
	install -D -m 755 $(RELEASE)/gatepost '$(DESTDIR)$(PREFIX)/bin/gatepost'
	install -D -m 755 -t '$(DESTDIR)$(PREFIX)/libexec/gatepost' \
	  $(addprefix $(RELEASE)/,$(filter-out gatepost,$(PROGRAMS)))
	rm -rf '$(DESTDIR)$(SHARE)/Lexicons'
	install -d '$(DESTDIR)$(SHARE)'
	cp -R Lexicons '$(DESTDIR)$(SHARE)/Lexicons'
	install -D -m 644 -t '$(DESTDIR)$(SHARE)/Fixtures/clauses' Fixtures/clauses/*.yml
	chmod -R u+rwX,go+rX,go-w '$(DESTDIR)$(SHARE)/Lexicons'
	$(RELEASE)/gatepost-lexicon compile '$(DESTDIR)$(SHARE)/Lexicons' \
	  --output '$(DESTDIR)$(SHARE)/lexicon.gplex' \
	  $(if $(DESTDIR),--root-as '$(SHARE)/Lexicons')
	if test -e $(LIBRARY)/libgatepost.so; then \
	  install -d '$(DESTDIR)$(PREFIX)/lib' && cp -P $(LIBRARY)/libgatepost.so* '$(DESTDIR)$(PREFIX)/lib/' && \
	  install -D -m 644 -t '$(DESTDIR)$(PREFIX)/include' $(LIBRARY)/gatepost.h; \
	fi

$(RELEASE)/gatepost:
	$(MAKE) release

deb: release ## pack a Debian package into .build
	scripts/make-deb.sh

dist: release ## pack the programs with their libraries into .build, for machines without Swift
	scripts/make-dist.sh

uninstall: ## remove what `make install` put under PREFIX
	rm -f '$(DESTDIR)$(PREFIX)/bin/gatepost' '$(DESTDIR)$(PREFIX)/include/gatepost.h'
	rm -f '$(DESTDIR)$(PREFIX)'/lib/libgatepost.so*
	rm -rf '$(DESTDIR)$(PREFIX)/libexec/gatepost' '$(DESTDIR)$(SHARE)'

clean: ## remove what was built
	swift package clean
	rm -f $(IMAGE)

dependencies:
	@scripts/install-dependencies.sh
