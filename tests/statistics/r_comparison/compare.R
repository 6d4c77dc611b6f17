# The same quantities by R: survey, psych, MASS and base R. Called by make_table.py.
#
#     Rscript compare.R data.csv results.csv [MRCV/R/BLfour.R]
#
# MRCV (Koziol & Bilder) is on CRAN and not in Debian; with the path of its file the test of several
# answers by group is compared with its authors' own code, without it that is left out.
suppressMessages({library(survey); library(psych); library(MASS)})
options(warn = -1, digits = 17)
arguments <- commandArgs(trailingOnly = TRUE)
rows <- read.csv(arguments[1], stringsAsFactors = FALSE)
found <- list()
put <- function(name, value, by) {
  found[[length(found) + 1]] <<- data.frame(quantity = name, r = as.numeric(value), r_function = by)
}

# Designs: means, totals, tests of independence.
designs <- list(
  weights = svydesign(~1, weights = ~weight, data = rows),
  clusters = svydesign(~cluster, strata = ~stratum, weights = ~weight, data = rows, nest = TRUE)
)
for (name in names(designs)) {
  design <- designs[[name]]
  mean_age <- svymean(~age, design, deff = "replace")
  put(paste(name, "mean age value"), coef(mean_age), "survey::svymean")
  put(paste(name, "mean age se"), SE(mean_age), "survey::svymean")
  put(paste(name, "mean age deff"), deff(mean_age), "survey::svymean(deff = 'replace')")
  total <- svytotal(~vote, design)
  put(paste(name, "total vote value"), coef(total), "survey::svytotal")
  put(paste(name, "total vote se"), SE(total), "survey::svytotal")
  first <- svychisq(~school + vote, design, statistic = "Chisq")
  second <- svychisq(~school + vote, design, statistic = "F")
  start <- paste(name, "school by vote")
  put(paste(start, "pearson"), first$statistic, "survey::svychisq(statistic = 'Chisq')")
  put(paste(start, "p_first"), first$p.value, "survey::svychisq(statistic = 'Chisq')")
  put(paste(start, "f"), second$statistic, "survey::svychisq(statistic = 'F')")
  put(paste(start, "df1"), second$parameter[1], "survey::svychisq(statistic = 'F')")
  put(paste(start, "df2"), second$parameter[2], "survey::svychisq(statistic = 'F')")
  put(paste(start, "p"), second$p.value, "survey::svychisq(statistic = 'F')")
}

# Raking: weights by rake(), errors by calibrate(), which is the same with residuals by the first
# weights. rake() takes residuals without weights, which is the same only where those are equal.
school <- data.frame(school = c("high", "low", "middle"), Freq = c(400, 250, 350))
years <- data.frame(years = c("middle", "old", "young"), Freq = c(400, 300, 300))
totals <- c("(Intercept)" = 1000, schoollow = 250, schoolmiddle = 350, yearsold = 300,
            yearsyoung = 300)
plain <- svydesign(~1, weights = ~one, data = transform(rows, one = 1))
starts <- list("raked" = plain, "raked from weights" = designs$weights)
for (name in names(starts)) {
  raked <- rake(starts[[name]], list(~school, ~years), list(school, years),
                control = list(maxit = 500, epsilon = 1e-9))
  calibrated <- calibrate(starts[[name]], ~school + years, totals, calfun = "raking",
                          maxit = 500, epsilon = 1e-12)
  w <- weights(raked)
  for (row in seq(0, 600, 300)) put(paste(name, "weight of row", row), w[row + 1], "survey::rake")
  put(paste(name, "kish effect"), length(w) * sum(w^2) / sum(w)^2, "base R from survey::rake")
  put(paste(name, "mean vote value"), coef(svymean(~vote, raked)), "survey::svymean of rake")
  by <- "survey::svymean of calibrate"
  put(paste(name, "mean vote se"), SE(svymean(~vote, calibrated)), by)
  put(paste(name, "mean vote se by rake"), SE(svymean(~vote, raked)), "survey::svymean of rake")
  some <- svymean(~age, subset(calibrated, news == 1))
  put(paste(name, "mean age of some value"), coef(some), paste(by, "and subset"))
  put(paste(name, "mean age of some se"), SE(some), paste(by, "and subset"))
  stratum <- svychisq(~stratum + vote, calibrated, statistic = "F")
  by <- "survey::svychisq of calibrate"
  put(paste(name, "stratum by vote f"), stratum$statistic, by)
  put(paste(name, "stratum by vote df1"), stratum$parameter[1], by)
  put(paste(name, "stratum by vote df2"), stratum$parameter[2], by)
  put(paste(name, "stratum by vote p"), stratum$p.value, by)
}

# Several answers. Cochran's Q is the generalised Cochran-Mantel-Haenszel test by respondent.
block <- c("news", "left", "dole", "degree")
mixed <- rows[rowSums(rows[, block]) %in% 1:3, block]
long <- data.frame(
  item = factor(rep(block, each = nrow(mixed))),
  named = factor(unlist(mixed)), id = factor(rep(seq_len(nrow(mixed)), length(block)))
)
q <- mantelhaen.test(table(long$item, long$named, long$id))
put("several Q", q$statistic, "stats::mantelhaen.test by respondent")
put("several Q df", q$parameter, "stats::mantelhaen.test by respondent")
put("several Q p", q$p.value, "stats::mantelhaen.test by respondent")
if (length(arguments) > 2) {
  source(arguments[3])
  mi <- MI.test(rows[, c("stratum", block)], I = 1, J = length(block), type = "rs2")
  by <- "MRCV::MI.test(type = 'rs2')"
  put("several by stratum statistic", mi$general$X.sq.S, by)
  put("several by stratum corrected", mi$rs2$X.sq.S.rs2, by)
  put("several by stratum df", mi$rs2$df.rs2, by)
  put("several by stratum p", mi$rs2$p.value.rs2, by)
}

# Questions of a scale.
items <- c("selfLR", "DoleLR", "ClintonR")
scale <- psych::alpha(rows[, items], check.keys = FALSE, warnings = FALSE)
put("scale alpha", scale$total$raw_alpha, "psych::alpha")
for (name in items) {
  put(paste("scale item-rest", name), scale$item.stats[name, "r.drop"], "psych::alpha")
}

# The ordinal model, and its check: every step a logistic regression of its own.
rows$party <- factor(rows$PID, ordered = TRUE)
model <- polr(party ~ educ + age + selfLR, rows, Hess = TRUE, control = list(reltol = 1e-14))
table <- coef(summary(model))
for (name in c("educ", "age", "selfLR")) {
  put(paste("ordinal", name, "value"), table[name, "Value"], "MASS::polr")
  put(paste("ordinal", name, "se"), table[name, "Std. Error"], "MASS::polr")
}
for (place in seq_along(model$zeta)) {
  put(paste("ordinal threshold", place), model$zeta[place], "MASS::polr")
}
put("ordinal log likelihood", logLik(model), "MASS::polr")
steps <- lapply(0:5, function(k) {
  glm(as.numeric(rows$PID > k) ~ educ + age + selfLR, binomial, rows, epsilon = 1e-14)
})
influence <- do.call(cbind, lapply(steps, function(fit) {
  (residuals(fit, "response") * model.matrix(fit)) %*% summary(fit)$cov.unscaled[, -1]
}))
slopes <- unlist(lapply(steps, function(fit) coef(fit)[-1]))
contrast <- cbind(do.call(rbind, rep(list(diag(3)), 5)), -diag(15))
wald <- function(covariance) {
  off <- contrast %*% slopes
  drop(t(off) %*% solve(contrast %*% covariance %*% t(contrast), off))
}
check <- wald(crossprod(influence))
by <- "stats::glm by step"
put("ordinal check statistic", check, by)
put("ordinal check df", 15, by)
put("ordinal check p", pchisq(check, 15, lower.tail = FALSE), by)

# Every way to deal scores to two groups of eight, and to three of three.
one <- head(rows$selfLR[rows$vote == 0], 8)
two <- head(rows$selfLR[rows$vote == 1], 8)
scores <- c(one, two)
sums <- combn(16, 8, function(own) sum(scores[own]))
far <- abs(sums / 8 - (sum(scores) - sums) / 8) >= abs(mean(one) - mean(two)) - 1e-9
put("permutation of two p", mean(far), "utils::combn every way")
put("permutation of two ways", length(far), "utils::combn every way")
three <- do.call(c, lapply(c("middle", "old", "young"), function(each) {
  head(rows$selfLR[rows$years == each], 3)
}))
between <- function(order) {
  means <- tapply(three[order], rep(1:3, each = 3), mean)
  sum(3 * (means - mean(three))^2)
}
ways <- list()
for (a in combn(9, 3, simplify = FALSE)) for (b in combn(setdiff(1:9, a), 3, simplify = FALSE)) {
  ways[[length(ways) + 1]] <- c(a, b, setdiff(1:9, c(a, b)))
}
spread <- sapply(ways, between)
put("permutation of three statistic", between(1:9), "utils::combn every way")
put("permutation of three p", mean(spread >= between(1:9) - 1e-9), "utils::combn every way")
put("permutation of three ways", length(ways), "utils::combn every way")

adjusted <- p.adjust(c(a = 0.01, b = 0.04, c = 0.03, d = 0.005, e = 0.2), "holm")
for (name in names(adjusted)) put(paste("holm", name), adjusted[name], "stats::p.adjust")
wilson <- prop.test(sum(rows$vote), nrow(rows), correct = FALSE)$conf.int
put("wilson low", wilson[1], "stats::prop.test(correct = FALSE)")
put("wilson high", wilson[2], "stats::prop.test(correct = FALSE)")

all <- do.call(rbind, found)
all$r <- format(all$r, digits = 15, trim = TRUE)
write.csv(all, arguments[2], row.names = FALSE, quote = TRUE)
