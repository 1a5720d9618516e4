ENV["VMLINT_A"] = "1"; ENV["VMLINT_A"]
ENV["VMLINT_B"]
ENV.fetch("VMLINT_C", "d")
ENV.fetch("VMLINT_C") { |k| k + "!" }
ENV["VMLINT_C"] || 5
ENV["VMLINT_C"].nil?
ENV["VMLINT_C"].to_s
ENV["VMLINT_C"].to_i
ENV.key?("VMLINT_C")
ENV.has_key?("HOME")
ENV.include?("VMLINT_C")
ENV["HOME"].class
ENV[5]
ENV[:HOME]
ENV["VMLINT_D"] = 5
ENV["VMLINT_D"] = nil
ENV["VMLINT_E"] = "x"; ENV.delete("VMLINT_E"); ENV["VMLINT_E"]
ENV["VMLINT_F"] = "x"; ENV.delete("VMLINT_F")
ENV.values_at("VMLINT_X", "VMLINT_Y")
ENV.update("VMLINT_G" => "7"); ENV["VMLINT_G"]
ENV["VMLINT_H"] ||= "z"; ENV["VMLINT_H"]
ENV["VMLINT_I"] = "a"; ENV["VMLINT_I"] << "b"
ENV.to_s
ENV.empty?
ENV.slice("VMLINT_Q")
ENV.store("VMLINT_J", "k")
(ENV["VMLINT_K"] || "80,443").split(",").map(&:to_i)
ENV["VMLINT_L"] == "true"
ENV.fetch("VMLINT_M", 2).to_i * 2
ENV["VMLINT_N"] =~ /x/
